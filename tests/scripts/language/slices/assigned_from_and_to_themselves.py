# Slices with every mix of bounds, assigned from lists, tuples, strings and themselves.
numbers = list(range(6))
for start in (None, 0, 2, -2, 9, -9, True):
    for step in (None, 1, 2, -1, -3, 2**70, -2**70):
        a, t, s = numbers[start::step], tuple(numbers)[start::step], "012345"[start::step]
        b, u, v = numbers[:start:step], tuple(numbers)[:start:step], "012345"[:start:step]
        assert list(t) == a == [int(c) for c in s] and list(u) == b == [int(c) for c in v]
print(numbers[2**64:], numbers[:-2**64], numbers[-2**64:2**64:5])  # expect: [] [] [0, 5]
numbers[1:3] = numbers
print(numbers)  # expect: [0, 0, 1, 2, 3, 4, 5, 3, 4, 5]
numbers[:4] = numbers[3::-1]
print(numbers)  # expect: [2, 1, 0, 0, 3, 4, 5, 3, 4, 5]
numbers[::2] = numbers[1::2]
print(numbers)  # expect: [1, 1, 0, 0, 4, 4, 3, 3, 5, 5]
numbers[::-1] = numbers
print(numbers)  # expect: [5, 5, 3, 3, 4, 4, 0, 0, 1, 1]
numbers[2:] = []
numbers[1:1] = "ab"
numbers[:0] = (n for n in (7, 8))
print(numbers, numbers[-1:0:-2])  # expect: [7, 8, 5, 'a', 'b', 5] [5, 'a', 8]
other = [1, 2]
numbers[2:4] = other
other.append(3)
print(numbers, other)  # expect: [7, 8, 1, 2, 'b', 5] [1, 2, 3]


class Growing:
    def __init__(self, items):
        self.items = items

    def __index__(self):
        self.items.append("grown")
        return 1


grows = [1, 2, 3]
grows[Growing(grows):] = [9]
print(grows)  # expect: [1, 9]
numbers[::2] = [1, 2]  # expect error: attempt to assign sequence of size 2 to extended slice of size 3
