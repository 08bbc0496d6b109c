class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def attempt(use):
    try:
        print(use())
    except (IndexError, OverflowError) as error:
        print(type(error).__name__, error)


attempt(lambda: range(5)[2**100])
attempt(lambda: range(5)[-2**100])
attempt(lambda: [1].insert(2**100, 1))
attempt(lambda: [1].insert(Index(-2**100), 1))
attempt(lambda: [1].pop(2**100))
attempt(lambda: bytearray(2**100))
attempt(lambda: bytearray(Index(2**100)))
attempt(lambda: bytes(Index(2**100)))
# expect: IndexError range object index out of range
# expect: IndexError range object index out of range
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: OverflowError cannot fit 'Index' into an index-sized integer
# expect: OverflowError cannot fit 'Index' into an index-sized integer
