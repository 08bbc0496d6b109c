class Odd(str):
    def __len__(self):
        return -1

    def __iter__(self):
        return iter([1, 2, 3])


first, *rest = Odd()
print(first, rest)  # expect: 1 [2, 3]
*most, last = {1: 2, 3: 4}
print(most, last)  # expect: [1] 3
