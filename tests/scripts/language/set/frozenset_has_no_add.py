try: frozenset().add(1)
except AttributeError as e: print(e)  # expect: 'frozenset' object has no attribute 'add'
print(frozenset([1, 2]) | {3} == {1, 2, 3}, type(frozenset() | set()).__name__, type(set() | frozenset()).__name__)
# expect: True frozenset set
