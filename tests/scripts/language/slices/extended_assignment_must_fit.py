a = [0, 1, 2, 3]
a[::2] = [1]  # expect error: ValueError: attempt to assign sequence of size 1 to extended slice of size 2
