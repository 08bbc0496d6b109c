for bad in ([], [1], 5):
    try: ExceptionGroup("g", bad)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
# expect: ValueError second argument (exceptions) must be a non-empty sequence
# expect: ValueError Item 0 of second argument (exceptions) is not an exception
# expect: TypeError second argument (exceptions) must be a sequence
