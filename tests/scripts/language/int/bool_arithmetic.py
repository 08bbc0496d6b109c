print(True + True, True * 3, -True, ~True, sum([True, False, True]), "ab"[True], isinstance(True, int), True == 1, str(True))
# expect: 2 3 -1 -2 2 b True True True
