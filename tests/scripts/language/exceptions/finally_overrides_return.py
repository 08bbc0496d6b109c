def f():
    try:
        return 1
    finally:
        return 2


def g():
    for i in range(3):
        try:
            continue
        finally:
            if i == 1:
                break
    return i


print(f(), g())  # expect: 2 1
