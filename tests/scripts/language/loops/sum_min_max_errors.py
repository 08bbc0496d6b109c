for f in (lambda: min([]), lambda: max(), lambda: sum(["a"]), lambda: max(1, "a"), lambda: min(5)):
    try: f()
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
# expect: ValueError min() arg is an empty sequence
# expect: TypeError max expected at least 1 argument, got 0
# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError '>' not supported between instances of 'str' and 'int'
# expect: TypeError 'int' object is not iterable
print(min([], default=7), max("abc", key=lambda c: -ord(c)), sum([[1], [2]], []), max(2, 9, 4))
# expect: 7 a [1, 2] 9
