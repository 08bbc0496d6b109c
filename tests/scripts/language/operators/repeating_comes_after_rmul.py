class R:
    def __index__(self): return 2
    def __rmul__(self, other): return "rmul"
class I:
    def __index__(self): return 2
print([0] * R(), "ab" * R(), (1,) * R(), [0] * I(), "ab" * I())
# expect: rmul rmul rmul [0, 0] abab
