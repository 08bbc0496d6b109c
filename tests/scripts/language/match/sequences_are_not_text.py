for v in ("ab", b"ab", [1, 2], (1, 2), range(2), {1, 2}, iter([1, 2])):
    match v:
        case [_, _]: print(type(v).__name__)
        case _: print("not", type(v).__name__)
# expect: not str
# expect: not bytes
# expect: list
# expect: tuple
# expect: range
# expect: not set
# expect: not list_iterator
