def f(*args, **kwargs):
    return args, kwargs


print(f(*[1, 2], 3, *"a", x=1, **{"y": 2}))  # expect: ((1, 2, 3, 'a'), {'x': 1, 'y': 2})
print(f(*range(3)), f(**{}))  # expect: ((0, 1, 2), {}) ((), {})
