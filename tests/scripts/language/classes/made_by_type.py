A = type("A", (), {"x": 5, "f": lambda self: self.x + 1})
print(A.__name__, A().f(), type(A()) is A, type(A) is type)  # expect: A 6 True True
