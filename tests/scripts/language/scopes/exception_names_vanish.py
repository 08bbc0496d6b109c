try:
    1 / 0
except ZeroDivisionError as failure:
    pass
failure  # expect error: NameError: name 'failure' is not defined
