nested = frozenset()
for n in range(300):
    nested = frozenset([nested])
print(hash(nested) == hash(frozenset([next(iter(nested))])), len(nested))
# expect: True 1
