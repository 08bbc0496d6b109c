# timeout: 20
# Random tables through reader and writer in random dialects; what comes out, as a digest.
import csv
import hashlib
import io

state = 4711


def pick(n):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 8) % n


CHARS = ["a", "b", ",", ";", '"', "'", "\\", " ", "é", "\u20ac", "1", ".5", "x y", "long text", "\n", "\r\n", "|"]


def options():
    made = {}
    if pick(2):
        made["delimiter"] = ",;|é"[pick(4)]
    if pick(3) == 0:
        made["quotechar"] = "\"'"[pick(2)]
    if pick(3) == 0:
        made["escapechar"] = "\\|"[pick(2)]
    if pick(3) == 0:
        made["doublequote"] = bool(pick(2))
    if pick(4) == 0:
        made["skipinitialspace"] = True
    if pick(3) == 0:
        made["quoting"] = (csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE, csv.QUOTE_MINIMAL)[pick(4)]
    if pick(5) == 0:
        made["strict"] = True
    return made


def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e)


def text(most):
    return "".join(CHARS[pick(len(CHARS) - 2)] for _ in range(pick(most)))


def value():
    kind = pick(12)
    return [None, 1, -2.5, True, 1e100][kind] if kind < 5 else text(4)


for name, count in (("read", 300), ("write", 200), ("both", 80)):
    digest = hashlib.md5()
    for n in range(count):
        chosen = options()
        if name == "read":
            source = "".join(CHARS[pick(len(CHARS))] for _ in range(pick(14)))
            made = attempt(lambda: list(csv.reader(source.splitlines(True), **chosen)))
        else:
            rows = [[value() for _ in range(pick(4))] for _ in range(pick(3))]
            source = rows
            out = io.StringIO()
            made = attempt(lambda: csv.writer(out, **chosen).writerows(rows)), out.getvalue()
            if name == "both" and made[0] is None:
                made = attempt(lambda: list(csv.reader(io.StringIO(out.getvalue(), newline=""), **chosen)))
        digest.update(repr(made).encode())
    print(name, digest.hexdigest())
# expect: read 13afdefe908ac5d22177df84a68a4d9c
# expect: write c3db6959948613a70b84771df35e17e3
# expect: both 14b83a5629da19c7637c9346ac6251bc
