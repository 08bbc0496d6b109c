a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print(a | b, b | a)  # expect: {'x': 1, 'y': 3, 'z': 4} {'y': 2, 'z': 4, 'x': 1}
a |= [("k", 5)]
print(a)  # expect: {'x': 1, 'y': 2, 'k': 5}
try: a | [("k", 1)]
except TypeError as e: print(e)  # expect: unsupported operand type(s) for |: 'dict' and 'list'
