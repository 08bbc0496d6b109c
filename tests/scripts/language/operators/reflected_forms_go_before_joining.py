class R:
    def __radd__(self, other): return "radd"
    def __rmul__(self, other): return "rmul"
class Shy:
    def __iter__(self): return iter("xy")
    def __radd__(self, other): return NotImplemented
a = b = [1]
a += R()
print(a, b)  # expect: radd [1]
b *= R()
c = [0]
c += Shy()
print(b, c)  # expect: rmul [0, 'x', 'y']
