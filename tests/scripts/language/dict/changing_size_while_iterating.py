d = {1: 1, 2: 2}
for key in d:  # expect error: RuntimeError: dictionary changed size during iteration
    d[key + 10] = 0
