a = b = None
class It:
    def __iter__(self): yield 1; raise KeyError("k")
try: a, b = It()
except KeyError: print(a, b)  # expect: None None
