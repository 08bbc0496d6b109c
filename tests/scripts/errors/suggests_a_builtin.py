pritn(1)  # expect error: NameError: name 'pritn' is not defined. Did you mean: 'print'?
