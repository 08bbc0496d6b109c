try:
    try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError: raise RuntimeError("new")
except ExceptionGroup as e: print(repr(e), repr(e.exceptions[0].__context__))
# expect: ExceptionGroup('', [RuntimeError('new'), ExceptionGroup('g', [KeyError(2)])]) ExceptionGroup('g', [ValueError(1)])
