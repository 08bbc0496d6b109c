print(int | str, isinstance(5, int | None), (int | str) == (str | int), issubclass(bool, int | str), isinstance("a", (int, str | None)))
# expect: int | str True True True True
