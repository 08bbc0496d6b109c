print("{} {}".format(1, 2), "{1} {0}".format(1, 2), "{a} {b!r}".format(a=1, b="x"), "{0[1]} {0[k]}".format({1: "one", "k": "kay"}) if False else "{0[1]} {1[k]}".format([1, 2], {"k": 3}))
# expect: 1 2 2 1 1 'x' 2 3
print("{0.real} {0.imag}".format(5), "{:>{}}".format("a", 4), "{{}}".format(), "{:{w}.{p}f}".format(3.14159, w=8, p=2))
# expect: 5 0    a {}     3.14
