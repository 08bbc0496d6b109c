for a, b in [(1.0, 0.0), (1.0, 0), (0.0, 0.0)]:
    for op in ("/", "//", "%"):
        try: eval_ = {"/": lambda: a / b, "//": lambda: a // b, "%": lambda: a % b}[op]()
        except ZeroDivisionError as e: print(op, e)
# expect: / float division by zero
# expect: // float floor division by zero
# expect: % float modulo
# expect: / float division by zero
# expect: // float floor division by zero
# expect: % float modulo
# expect: / float division by zero
# expect: // float floor division by zero
# expect: % float modulo
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(-7.5, 2), 1e308 * 10)
# expect: 3.0 -4.0 1.5 0.5 -0.5 (-4.0, 0.5) inf
