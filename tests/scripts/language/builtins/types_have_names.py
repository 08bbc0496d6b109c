for value in (1, 1.0, "s", b"", [], (), {}, set(), None, True, len, type, range(1), int):
    print(type(value).__name__, type(value))
# expect: int <class 'int'>
# expect: float <class 'float'>
# expect: str <class 'str'>
# expect: bytes <class 'bytes'>
# expect: list <class 'list'>
# expect: tuple <class 'tuple'>
# expect: dict <class 'dict'>
# expect: set <class 'set'>
# expect: NoneType <class 'NoneType'>
# expect: bool <class 'bool'>
# expect: builtin_function_or_method <class 'builtin_function_or_method'>
# expect: type <class 'type'>
# expect: range <class 'range'>
# expect: type <class 'type'>
