class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
    def __hash__(self): return hash(self.x)
d = {P(1): "one"}
print(d[P(1)], P(1) in d, P(2) in d, len({P(1), P(1), P(2)}))  # expect: one True False 2
