class L(list):
    def total(self): return sum(self)
l = L([1, 2])
l.append(3)
print(l.total(), type(l[1:]).__name__, type(l + [1]).__name__, l == [1, 2, 3])  # expect: 6 list list True
