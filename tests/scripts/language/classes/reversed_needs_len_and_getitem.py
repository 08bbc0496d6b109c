class A:
    def __len__(self): return 3
    def __getitem__(self, i): return i * i
print(list(reversed(A())))  # expect: [4, 1, 0]
class B:
    def __reversed__(self): return "custom"
print(reversed(B()))  # expect: custom
