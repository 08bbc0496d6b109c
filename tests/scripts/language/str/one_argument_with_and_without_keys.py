def say(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


say(lambda: "%(a)s %s" % {"a": 1})  # expect: TypeError not enough arguments for format string
say(lambda: "%s %(a)s" % {"a": 1})  # expect: {'a': 1} 1
say(lambda: "%(a)s %%" % {"a": 1})  # expect: 1 %
say(lambda: "%(a)*d" % {"a": 1})  # expect: TypeError not enough arguments for format string
say(lambda: "%s %s" % {"a": 1})  # expect: TypeError not enough arguments for format string
say(lambda: "%.*f" % (10**30, 1.5))
# expect: OverflowError Python int too large to convert to C int
say(lambda: "%.*f" % (2**40, 1.5))
# expect: OverflowError Python int too large to convert to C int
say(lambda: "%*d" % (10**30, 1))
# expect: OverflowError Python int too large to convert to C ssize_t
say(lambda: "%.*f" % (-3, 1.5))  # expect: 2
say(lambda: "{:{w:{p}}}".format("x", w=8, p=3))  # expect: ValueError Max string recursion exceeded
say(lambda: "{:{w}.{p}}".format("xyz", w=8, p=2))  # expect: xy
