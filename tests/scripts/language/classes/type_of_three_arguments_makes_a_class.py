A = type("A", (list,), {"x": 1, "double": lambda self: [i * 2 for i in self]})
print(A.__name__, A([1, 2]).double(), A.x, A.__bases__, A.__module__)
# expect: A [2, 4] 1 (<class 'list'>,) __main__
