class S(set):
    def __iter__(self): return iter("xyz")
print(set(S([1])), frozenset(S([2])), list(S([3])))  # expect: {1} frozenset({2}) ['x', 'y', 'z']
