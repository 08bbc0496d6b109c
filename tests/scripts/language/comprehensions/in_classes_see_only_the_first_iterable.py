class A:
    n = 3
    ok = [i for i in range(n)]
    try: bad = [n for i in range(2)]
    except NameError as e: print(e)  # expect: name 'n' is not defined
print(A.ok)  # expect: [0, 1, 2]
