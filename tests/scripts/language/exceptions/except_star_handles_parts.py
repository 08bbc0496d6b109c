try: raise ExceptionGroup("g", [ValueError(1), KeyError(2), TypeError(3)])
except* ValueError as e: print("value", e.exceptions)  # expect: value (ValueError(1),)
except* (KeyError, OSError) as e: print("key", e.exceptions)  # expect: key (KeyError(2),)
except* TypeError: print("type")  # expect: type

# A group is no part of a group.
for wrong in (ExceptionGroup, (ValueError, BaseExceptionGroup)):
    try:
        try: raise ExceptionGroup("g", [ValueError(1)])
        except* wrong: print("taken")
    except TypeError as e: print(e)
# expect: catching ExceptionGroup with except* is not allowed. Use except instead.
# expect: catching ExceptionGroup with except* is not allowed. Use except instead.
