print(min("b", "A", key=str.lower), max([3, -5], key=abs), max([], default=None), min((2, "b"), (2, "a")), max([1, 1.0]))
# expect: A -5 None (2, 'a') 1
