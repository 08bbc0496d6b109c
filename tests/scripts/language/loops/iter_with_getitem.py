class A:
    def __getitem__(self, i):
        if i == 3: raise IndexError
        return i
print(list(A()), 2 in A(), max(A()), [*A()])  # expect: [0, 1, 2] True 2 [0, 1, 2]
