print(int("ff", 16), int("0b11", 0), int(" -7\n"), int("z", 36), int("1_0"), int("٣"), int("-0x1f", 16))
# expect: 255 3 -7 35 10 3 -31
for t, b in [("", 10), ("1__0", 10), ("_1", 10), ("2", 2), ("0x", 16), ("1.5", 10), ("08", 0)]:
    try: int(t, b)
    except ValueError as e: print(e)
# expect: invalid literal for int() with base 10: ''
# expect: invalid literal for int() with base 10: '1__0'
# expect: invalid literal for int() with base 10: '_1'
# expect: invalid literal for int() with base 2: '2'
# expect: invalid literal for int() with base 16: '0x'
# expect: invalid literal for int() with base 10: '1.5'
# expect: invalid literal for int() with base 0: '08'
