print(1)  # expect: 1
unknown  # expect error: NameError: name 'unknown' is not defined
