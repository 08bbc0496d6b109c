class N(int):
    def __str__(self): return "N"
n = N(5)
print(n, repr(n), n + 1, type(n + 1).__name__, [n], f"{n}", n == 5, {5: "x"}[n])
# expect: N 5 6 int [5] N True x
