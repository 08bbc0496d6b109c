print(int(2.9), int(-2.9), int(True), int(), int(1e20))  # expect: 2 -2 1 0 100000000000000000000
for bad in (float("nan"), float("inf"), None, [], "x", b"1x"):
    try: int(bad)
    except (ValueError, OverflowError, TypeError) as e: print(type(e).__name__, e)
# expect: ValueError cannot convert float NaN to integer
# expect: OverflowError cannot convert float infinity to integer
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: ValueError invalid literal for int() with base 10: 'x'
# expect: ValueError invalid literal for int() with base 10: b'1x'
