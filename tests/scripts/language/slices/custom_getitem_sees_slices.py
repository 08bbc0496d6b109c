class A:
    def __getitem__(self, k): return k
print(A()[1:2], A()[::2, 1], A()[...], A()[:, 0], A()[()])
# expect: slice(1, 2, None) (slice(None, None, 2), 1) Ellipsis (slice(None, None, None), 0) ()
