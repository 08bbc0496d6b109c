class A:
    def __divmod__(self, o): return "divmod", o
    def __rdivmod__(self, o): return "rdivmod", o
    def __pow__(self, e, m=None): return "pow", e, m
print(divmod(A(), 2), divmod(2, A()), pow(A(), 2), pow(A(), 2, 3), A() ** 4)
# expect: ('divmod', 2) ('rdivmod', 2) ('pow', 2, None) ('pow', 2, 3) ('pow', 4, None)
