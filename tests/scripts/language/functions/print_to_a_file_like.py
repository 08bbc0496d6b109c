class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
w = W()
print("a", 1, sep="-", end="!", file=w)
print(w.parts if len(w.parts) == 1 else ["".join(w.parts)])  # expect: ['a-1!']
