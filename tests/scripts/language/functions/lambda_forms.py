print((lambda: 1)(), (lambda *a, k=2, **d: (a, k, d))(1, k=3, z=4), (lambda x, /, y: x - y)(5, y=2), (lambda: (yield))().__class__.__name__)
# expect: 1 ((1,), 3, {'z': 4}) 3 generator
