# timeout: 3
e = None
for _ in range(4000):
    cause, e = e, ValueError()
    e.__cause__ = cause
raise e  # expect error: ValueError
