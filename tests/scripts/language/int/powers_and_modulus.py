print(2 ** 100, (-2) ** 3, 2 ** -1, 0 ** 0, pow(3, 200, 1000007), pow(3, -1, 7), pow(-5, 3, 7))
# expect: 1267650600228229401496703205376 -8 0.5 1 959082 5 1
for a in [(2, -1, 4), (2, 3, 0), (0, -1)]:
    try: pow(*a)
    except (ValueError, ZeroDivisionError) as e: print(type(e).__name__, e)
# expect: ValueError base is not invertible for the given modulus
# expect: ValueError pow() 3rd argument cannot be 0
# expect: ZeroDivisionError 0.0 cannot be raised to a negative power
