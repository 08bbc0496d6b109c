fs = {"double": lambda f: lambda x: 2 * f(x)}
@fs["double"]
@(lambda f: f)
def g(x): return x + 1
print(g(4))  # expect: 10
