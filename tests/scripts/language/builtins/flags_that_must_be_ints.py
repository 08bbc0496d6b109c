def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


tell(lambda: "a\nb".splitlines("yes"))
# expect: TypeError 'str' object cannot be interpreted as an integer
tell(lambda: sorted([1], reverse=None))
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
tell(lambda: [1].sort(reverse="no"))
# expect: TypeError 'str' object cannot be interpreted as an integer
tell(lambda: sorted([1, 2], reverse=2))
# expect: [2, 1]
