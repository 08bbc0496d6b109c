a, b = {"x": 1, "y": 2}, {"y": 2, "z": 3}
print(sorted(a.keys() & b), sorted(a.keys() | b), sorted(a.items() - b.items()), a.keys() == {"x", "y"}, a.keys().isdisjoint({"q"}))
# expect: ['y'] ['x', 'y', 'z'] [('x', 1)] True True
