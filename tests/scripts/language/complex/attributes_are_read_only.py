z = 1 + 2j
for change in [lambda: setattr(z, "real", 1), lambda: setattr(z, "imag", 1), lambda: setattr(z, "x", 1), lambda: delattr(z, "real")]:
    try:
        change()
    except AttributeError as e:
        print("refused")
# expect: refused
# expect: refused
# expect: refused
# expect: refused
print(z.__getnewargs__(), complex(*z.__getnewargs__()) == z, z.__class__, complex.__name__, complex.__mro__)
# expect: (1.0, 2.0) True <class 'complex'> complex (<class 'complex'>, <class 'object'>)
print([name for name in ("__floordiv__", "__mod__", "__int__", "__float__", "__index__", "__round__", "__iadd__") if hasattr(z, name)])
# expect: []
print(z.__bool__(), z.__neg__(), z.__abs__() == abs(z), z.__pow__(2), z.__rpow__(2), z.__truediv__(2), z.__rsub__(1), z.__hash__() == hash(z))
# expect: True (-1-2j) True (-3+4j) (0.36691394948660344+1.9660554808224875j) (0.5+1j) -2j True
print(complex.conjugate(1j), issubclass(complex, object), issubclass(int, complex))  # expect: -1j True False
