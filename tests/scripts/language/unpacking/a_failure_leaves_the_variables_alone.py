def broken():
    yield 1
    yield 2
    raise KeyError("broken")


def unpack(source):
    a = b = c = "kept"
    try:
        a, b, c = source
    except Exception as error:
        print(type(error).__name__, a, b, c)
    try:
        for a, b, c in [source]:
            pass
    except Exception as error:
        print(type(error).__name__, a, b, c)


unpack({1: 2, 3: 4})
# expect: ValueError kept kept kept
# expect: ValueError kept kept kept
unpack("four")
# expect: ValueError kept kept kept
# expect: ValueError kept kept kept
unpack(broken())
# expect: KeyError kept kept kept
# expect: ValueError kept kept kept
unpack([1, 2])
# expect: ValueError kept kept kept
# expect: ValueError kept kept kept
