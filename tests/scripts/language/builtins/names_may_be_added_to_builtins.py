import builtins


def use():
    return _("text"), MOST


try:
    use()
except NameError as e:
    print(e)  # expect: name '_' is not defined
builtins._ = lambda s: s.upper()
builtins.MOST = 5
print(use())  # expect: ('TEXT', 5)
builtins.MOST = 6
print(use(), [MOST for _n in range(2)])  # expect: ('TEXT', 6) [6, 6]
del builtins.MOST
try:
    use()
except NameError as e:
    print(e)  # expect: name 'MOST' is not defined


def size(x):
    return len(x)


print(size("abc"))  # expect: 3
plain = builtins.len
builtins.len = lambda x: 42
print(size("abc"))  # expect: 42
vars(builtins)["len"] = plain
print(size("abc"))  # expect: 3


class Body:
    kept = MOST if hasattr(builtins, "MOST") else "none"


print(Body.kept)  # expect: none
