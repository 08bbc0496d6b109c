try:
    try: raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("in", [KeyError(2), ValueError(3)]), OSError(4)])
    except* ValueError: raise
    except* KeyError: pass
except ExceptionGroup as e: print(repr(e))
# expect: ExceptionGroup('g', [ValueError(1), ExceptionGroup('in', [ValueError(3)]), OSError(4)])
