g = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError(2), ValueError(3)])])
match, rest = g.split(ValueError)
print(repr(match))  # expect: ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [ValueError(3)])])
print(repr(rest))  # expect: ExceptionGroup('g', [ExceptionGroup('h', [KeyError(2)])])
print(g.subgroup(OSError), g.message, len(g.exceptions))  # expect: None g 2
