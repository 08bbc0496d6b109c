try:
    try:
        [][0]
    except IndexError:
        raise
except IndexError as error:
    print(error)  # expect: list index out of range
raise  # expect error: RuntimeError: No active exception to reraise
