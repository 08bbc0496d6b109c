class D(dict):
    def __missing__(self, key): return "made"
match D(a=1):
    case {"b": x}: print(x)
    case {"a": x}: print("a", x)  # expect: a 1
