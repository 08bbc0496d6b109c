counter = 1
print(countre)  # expect error: NameError: name 'countre' is not defined. Did you mean: 'counter'?
