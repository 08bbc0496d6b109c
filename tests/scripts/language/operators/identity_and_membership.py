a = []
print(a is a, a is not [], None is None, 1 not in [2], "b" in "abc", 2 in {2: 0})
# expect: True True True True True True
