for a in (7, -7):
    for b in (2, -2): print(a // b, a % b, divmod(a, b), (a // b) * b + a % b == a, a / b)
# expect: 3 1 (3, 1) True 3.5
# expect: -4 -1 (-4, -1) True -3.5
# expect: -4 1 (-4, 1) True -3.5
# expect: 3 -1 (3, -1) True 3.5
