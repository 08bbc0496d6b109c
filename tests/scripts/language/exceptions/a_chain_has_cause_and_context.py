try:
    try: 1 // 0
    except ZeroDivisionError as e: raise ValueError("v") from e
except ValueError as e:
    print(repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__)
# expect: ZeroDivisionError('integer division or modulo by zero') True True
