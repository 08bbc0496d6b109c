def f():
    "Doc."
f.count = 1
f.count += 1
print(f.count, f.__name__, f.__doc__, f.__dict__, f.__module__)  # expect: 2 f Doc. {'count': 2} __main__
f.__name__ = "g"
print(f.__name__, f.__qualname__)  # expect: g f
