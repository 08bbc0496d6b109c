class L(list):
    def first(self):
        return self[0]


class I(int):
    def __add__(self, other):
        return I(int(self) + other + 1)


l = L([3, 1])
l.append(2)
l.sort()
print(l, l.first(), len(l), isinstance(l, list), I(2) + 3, type(I(2) + 3).__name__)
# expect: [1, 2, 3] 1 3 True 6 I
