def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Bad:
    def __iter__(self):
        return 5
tell(lambda: 1 in Bad())
# expect: TypeError argument of type 'Bad' is not iterable
tell(lambda: 1 in 5)
# expect: TypeError argument of type 'int' is not iterable
