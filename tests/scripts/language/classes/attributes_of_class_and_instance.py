class A:
    kind = "class"

    def __init__(self, value):
        self.value = value


a, b = A(1), A(2)
a.kind = "own"
print(a.kind, b.kind, A.kind, a.value, b.value)  # expect: own class class 1 2
del a.kind
print(a.kind, a.__dict__, hasattr(a, "none"), getattr(a, "none", 7))
# expect: class {'value': 1} False 7
