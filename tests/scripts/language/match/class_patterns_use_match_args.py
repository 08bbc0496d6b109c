class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
match P(1, 2):
    case P(1, y=b): print("b", b)  # expect: b 2
match P(1, 2):
    case P(x, 3): print("no")
    case P(): print("any")  # expect: any
