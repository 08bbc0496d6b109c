class Endless:
    def __len__(self): return -1
    def __getitem__(self, index): return index
try:
    first, *rest = Endless()
except ValueError as e:
    print(e)  # expect: __len__() should return >= 0
