n = float("nan")
d = {n: 1}
print(d[n], n in d, len(d))  # expect: 1 True 1
