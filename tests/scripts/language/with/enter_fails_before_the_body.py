class M:
    def __init__(self, n, fail=False): self.n, self.fail = n, fail
    def __enter__(self):
        if self.fail: raise ValueError(self.n)
    def __exit__(self, *e): print("exit", self.n, e[0].__name__)  # expect: exit 1 ValueError
try:
    with M(1), M(2, True): print("never")
except ValueError as e: print(e)  # expect: 2
