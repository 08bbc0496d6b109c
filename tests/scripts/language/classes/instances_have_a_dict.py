class A:
    def __init__(self): self.x, self.y = 1, 2
a = A()
a.__dict__["z"] = 3
print(a.__dict__, vars(a) is a.__dict__, a.z)  # expect: {'x': 1, 'y': 2, 'z': 3} True 3
