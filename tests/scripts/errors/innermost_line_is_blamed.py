def outer():
    inner()


def inner():
    return [
        1,
        {}["missing"],  # expect error: KeyError: 'missing'
    ]


outer()
