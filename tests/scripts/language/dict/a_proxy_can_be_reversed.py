class Point:
    x = 1
    y = 2
print([name for name in reversed(vars(Point)) if len(name) == 1])  # expect: ['y', 'x']
