for e in [ValueError(), ValueError("a"), ValueError("a", 1), KeyError("k"), OSError(2, "no such"), OSError("text")]:
    print(e.args, str(e), repr(e))
# expect: ()  ValueError()
# expect: ('a',) a ValueError('a')
# expect: ('a', 1) ('a', 1) ValueError('a', 1)
# expect: ('k',) 'k' KeyError('k')
# expect: (2, 'no such') [Errno 2] no such FileNotFoundError(2, 'no such')
# expect: ('text',) text OSError('text')
