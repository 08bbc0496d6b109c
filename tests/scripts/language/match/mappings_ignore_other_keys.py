match {"a": 1, "b": 2, "c": 3}:
    case {"a": x, **rest}: print(x, rest)  # expect: 1 {'b': 2, 'c': 3}
match {"a": 1}:
    case {"a": 1, "b": _}: print("no")
    case {}: print("empty pattern matches")  # expect: empty pattern matches
