class M:
    def __matmul__(self, o): return "mat", o
    def __imatmul__(self, o): return "imat"
m = M()
print(m @ 3)  # expect: ('mat', 3)
m @= 1
print(m)  # expect: imat
