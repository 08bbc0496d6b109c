try:
    try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError: raise RuntimeError("new")
except ExceptionGroup as e: print(repr(e), repr(e.exceptions[0].__context__))
# expect: ExceptionGroup('', [RuntimeError('new'), ExceptionGroup('g', [KeyError(2)])]) ExceptionGroup('g', [ValueError(1)])

# One by itself stands in a group, too, whatever became of the rest.
try:
    try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* KeyError as e: raise OSError(1) from e
    except* ValueError: pass
except ExceptionGroup as e: print(repr(e), repr(e.exceptions[0].__cause__), e.__context__)
# expect: ExceptionGroup('', [OSError(1)]) ExceptionGroup('g', [KeyError(2)]) None
