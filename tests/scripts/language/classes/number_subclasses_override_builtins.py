class N(int):
    def __divmod__(self, other): return "divmod"
    def __rdivmod__(self, other): return "rdivmod"
    def __pow__(self, exponent, modulus=None): return "pow", modulus
    def __abs__(self): return "abs"
print(divmod(N(7), 2), divmod(7, N(2)), pow(N(2), 3, 5), abs(N(-1)))
# expect: divmod rdivmod ('pow', 5) abs
