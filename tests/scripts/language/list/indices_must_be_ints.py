for bad in ("0", 1.0, None):
    try: [1][bad]
    except TypeError as e: print(e)
# expect: list indices must be integers or slices, not str
# expect: list indices must be integers or slices, not float
# expect: list indices must be integers or slices, not NoneType
print([1, 2][True])  # expect: 2
