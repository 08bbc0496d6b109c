values, value, val = 1, 2, 3
print(valu)  # expect error: NameError: name 'valu' is not defined. Did you mean: 'value'?
