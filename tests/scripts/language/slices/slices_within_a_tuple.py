class Probe:
    def __getitem__(self, key):
        return key
p = Probe()
print(p[:, 1], p[1:2, ::3])
# expect: (slice(None, None, None), 1) (slice(1, 2, None), slice(None, None, 3))
print(p[1:2:3, ...], p[*[1], :])
# expect: (slice(1, 2, 3), Ellipsis) (1, slice(None, None, None))
