print(list(range(5, 0, -2)), list(range(0)), list(range(3, 3)), range(1, 10, 4)[1], len(range(0, -10, -3)))
# expect: [5, 3, 1] [] [] 5 4
for bad in ((), (1, 2, 0), (1.5,), ("a",)):
    try: range(*bad)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
# expect: TypeError range expected at least 1 argument, got 0
# expect: ValueError range() arg 3 must not be zero
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
