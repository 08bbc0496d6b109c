try:
    raise KeyError
except KeyError as error:
    print(repr(error), error.args)  # expect: KeyError() ()
raise 5  # expect error: TypeError: exceptions must derive from BaseException
