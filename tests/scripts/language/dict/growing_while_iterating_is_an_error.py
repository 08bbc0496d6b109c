d = {1: 1}
try:
    for k in d: d[k + 1] = 1
except RuntimeError as e: print(e)  # expect: dictionary changed size during iteration
d = {1: 1, 2: 2}
for k in list(d): del d[k]
print(d)  # expect: {}
