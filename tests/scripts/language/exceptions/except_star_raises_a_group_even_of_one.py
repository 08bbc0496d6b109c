# python differs: from 3.11.4 on it raises the one exception itself.
# One by itself stands in a group, too, whatever became of the rest.
try:
    try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* KeyError as e: raise OSError(1) from e
    except* ValueError: pass
except ExceptionGroup as e: print(repr(e), repr(e.exceptions[0].__cause__), e.__context__)
# expect: ExceptionGroup('', [OSError(1)]) ExceptionGroup('g', [KeyError(2)]) None
