try: raise ExceptionGroup("g", [ValueError(1), KeyError(2), TypeError(3)])
except* ValueError as e: print("value", e.exceptions)  # expect: value (ValueError(1),)
except* (KeyError, OSError) as e: print("key", e.exceptions)  # expect: key (KeyError(2),)
except* TypeError: print("type")  # expect: type
