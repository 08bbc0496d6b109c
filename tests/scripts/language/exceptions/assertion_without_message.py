assert []  # expect error: AssertionError
