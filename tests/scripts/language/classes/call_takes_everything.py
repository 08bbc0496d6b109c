class A:
    def __call__(self, *args, **options): return args, options
print(A()(1, 2, x=3), callable(A()), callable(object()))  # expect: ((1, 2), {'x': 3}) True False
