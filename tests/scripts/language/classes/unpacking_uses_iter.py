class P:
    def __iter__(self): yield from (1, 2)
x, y = P()
print(x, y, [*P()], {**dict.fromkeys(P())}, max(P()))  # expect: 1 2 [1, 2] {1: None, 2: None} 2
