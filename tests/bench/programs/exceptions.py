# Exceptions: raised, caught near and far, and finally.
class Rejected(Exception):
    def __init__(self, value):
        super().__init__(f"rejected {value}")
        self.value = value


def check(value):
    if value % 3 == 0:
        raise Rejected(value)
    if value % 5 == 0:
        raise ValueError("five")
    return value


def deep(value, depth):
    if depth == 0:
        return check(value)
    return deep(value, depth - 1)


accepted = rejected = fives = missing = cleaned = 0
table = {n: n for n in range(0, 200000, 2)}
for i in range(200000):
    try:
        accepted += deep(i, 3)
    except Rejected as error:
        rejected += error.value
    except ValueError:
        fives += 1
    finally:
        cleaned += 1
    try:
        table[i]
    except KeyError:
        missing += 1
print(accepted, rejected, fives, missing, cleaned)
