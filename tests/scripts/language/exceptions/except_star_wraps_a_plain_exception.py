try: raise ValueError(1)
except* ValueError as e: print(type(e).__name__, repr(str(e)), e.exceptions)
# expect: ExceptionGroup ' (1 sub-exception)' (ValueError(1),)
