class I:
    def __index__(self): return 2
print("abc"[I()], [1, 2, 3][I():], range(5)[I()], hex(I()), int(I()), 10 ** I() if False else 1 << 2)
# expect: c [3] 2 0x2 2 4
