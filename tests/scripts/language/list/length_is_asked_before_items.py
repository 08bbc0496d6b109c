def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Odd:
    def __init__(self, length):
        self.length = length

    def __iter__(self):
        return iter("ab")

    def __len__(self):
        return self.length


tell(lambda: list(Odd(3)))
# expect: ['a', 'b']
tell(lambda: list(Odd(-1)))
# expect: ValueError __len__() should return >= 0
tell(lambda: [*Odd(2**65)])
# expect: OverflowError cannot fit 'int' into an index-sized integer
tell(lambda: list(Odd("no number")))
# expect: ['a', 'b']
