a = []
print(a is a, [] is [], None is None, 1 in [1] == True, not 1 in [2], 1 not in [2], a is not None)
# expect: True False True False True True True
