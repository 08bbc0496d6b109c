print(slice(None, None, -1).indices(5), slice(-3, 100).indices(5), slice(1, 2).indices(0), slice(10**30, None, -2).indices(10**20))
# expect: (4, -1, -1) (2, 5, 1) (0, 0, 1) (99999999999999999999, -1, -2)
try: slice(1).indices(-1)
except ValueError as e: print(e)  # expect: length should not be negative
