print(isinstance(1, (str, (float, int))), isinstance(True, int), issubclass(int, (str, object)), isinstance(None, type(None)))
# expect: True True True True
