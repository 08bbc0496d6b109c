class Num:
    def __radd__(self, other): return ("radd", other)
    def __rsub__(self, other): return ("rsub", other)
    def __rpow__(self, other): return ("rpow", other)
    def __rmatmul__(self, other): return ("rmatmul", other)
n = Num()
print(1 + n, "x" - n, 2 ** n, None @ n)  # expect: ('radd', 1) ('rsub', 'x') ('rpow', 2) ('rmatmul', None)
