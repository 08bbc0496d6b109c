class Items(list): pass
a = Items([1, 2])
a += a
a.extend(a)
print(a)  # expect: [1, 2, 1, 2, 1, 2, 1, 2]
a[1:] = a
print(len(a))  # expect: 9


class Shown(list):
    def __iter__(self):
        return reversed([9, *range(len(self))])


class Hidden(list):
    def __iter__(self):
        return 5


shown = Shown("ab")
shown.extend(shown)
shown += shown
print(list.__repr__(shown))  # expect: ['a', 'b', 1, 0, 9, 4, 3, 2, 1, 0, 9]
hidden = Hidden("ab")
try:
    hidden += hidden
except TypeError as e:
    print(e)  # expect: argument must be iterable
