# python differs: the fields of a named tuple are its items by name as well
from collections import namedtuple

p = namedtuple("P", "x y")(1, 2)
print(p["x"], p["y"], p[0], p[::-1])  # expect: 1 2 1 (2, 1)
try:
    p["z"]
except KeyError as error:
    print("KeyError", error)  # expect: KeyError 'z'
