try:
    try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError: pass
except ExceptionGroup as e: print(repr(e))  # expect: ExceptionGroup('g', [KeyError(2)])
