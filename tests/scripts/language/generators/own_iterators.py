class Down:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Down(3)), sum(Down(4)), [*zip(Down(2), "ab")], 2 in Down(3), max(Down(5)))
# expect: [2, 1, 0] 6 [(1, 'a'), (0, 'b')] True 4
