try:
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ValueError("bad") from error
except ValueError as error:
    print(repr(error), repr(error.__cause__), error.__suppress_context__)
# expect: ValueError('bad') ZeroDivisionError('division by zero') True
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("bad")
except ValueError as error:
    print(repr(error.__context__), error.__cause__)
# expect: ZeroDivisionError('division by zero') None
