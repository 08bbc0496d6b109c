s = slice(1, 10, 2)
print(s.indices(5), s.start, s.stop, s.step, s)  # expect: (1, 5, 2) 1 10 2 slice(1, 10, 2)


class Probe:
    def __getitem__(self, key):
        return key


print(Probe()[1:2], Probe()[:, 1], Probe()[...])
# expect: slice(1, 2, None) (slice(None, None, None), 1) Ellipsis
