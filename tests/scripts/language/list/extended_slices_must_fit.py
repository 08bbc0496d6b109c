a = [0, 1, 2, 3]
try: a[::2] = [1]
except ValueError as e: print(e)
# expect: attempt to assign sequence of size 1 to extended slice of size 2
del a[::2]
print(a)  # expect: [1, 3]
