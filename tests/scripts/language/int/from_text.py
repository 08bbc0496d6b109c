print(int("  42 "), int("-0x1f", 16), int("0b11", 0), int("1_000"))  # expect: 42 -31 3 1000
print(int("zz", 36), int(3.99), int(-3.99), int(True))  # expect: 1295 3 -3 1
try:
    int("12a")
except ValueError as error:
    print(error)  # expect: invalid literal for int() with base 10: '12a'
