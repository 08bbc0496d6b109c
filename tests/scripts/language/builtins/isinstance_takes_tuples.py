print(isinstance(1, (str, int)), isinstance("a", int), isinstance(True, int), issubclass(bool, int))
# expect: True False True True
print(isinstance(1, int | str), isinstance([], list | None))  # expect: True True
