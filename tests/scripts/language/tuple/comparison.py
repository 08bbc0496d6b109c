print((1, 2) < (1, 2, 0), () < (0,), (1, 2) == [1, 2], (2,) > (1, 9), max((1, 9), (2, 0)))
# expect: True True False True (2, 0)
