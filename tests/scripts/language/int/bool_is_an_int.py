print(True + True, True == 1, isinstance(True, int), str(True))  # expect: 2 True True True
print(sum([True, False, True]), [10, 20][True])  # expect: 2 20
print(True & False, True | False, True ^ True, ~True)  # expect: False True False -2
