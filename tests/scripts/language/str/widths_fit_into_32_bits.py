for method in ("splitlines", "expandtabs"):
    for text in ("a\tb", b"a\tb"):
        try:
            getattr(text, method)(2**31)
        except OverflowError as e:
            print(e)
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
# expect: Python int too large to convert to C int
