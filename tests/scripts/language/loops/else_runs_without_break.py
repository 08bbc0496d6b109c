for n in (3, 4):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d)
            break
    else:
        print(n, "is prime")
while False:
    pass
else:
    print("else")
# expect: 3 is prime
# expect: 4 = 2 * 2
# expect: else
