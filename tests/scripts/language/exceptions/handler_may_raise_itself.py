def f():
    try:
        raise ValueError("a")
    except ValueError:
        raise KeyError("b")  # noqa  # expect error: KeyError: 'b'


f()
