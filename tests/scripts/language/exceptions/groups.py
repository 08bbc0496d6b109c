try:
    raise ExceptionGroup("many", [ValueError("a"), TypeError("b")])
except* ValueError as group:
    print("values", group.exceptions)  # expect: values (ValueError('a'),)
except* TypeError as group:
    print("types", group.exceptions)  # expect: types (TypeError('b'),)
