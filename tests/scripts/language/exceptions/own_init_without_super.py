class E(Exception):
    def __init__(self, a, b): self.a = a
e = E(1, 2)
print(e.args, e.a, str(e))  # expect: (1, 2) 1 (1, 2)
