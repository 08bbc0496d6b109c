class Items(list): pass
class R:
    def __iter__(self): return iter([1, 2])
    def __radd__(self, other): return "radd"
a, b = Items(), []
a += R()
b += R()
print(a, b)  # expect: [1, 2] radd
