# timeout: 20
# Random operations on files in memory; what they answer, as a digest.
import hashlib
import io

state = 12345


def pick(n):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 8) % n


TEXTS = ["a", "bc\n", "é", "x\r\ny", "\r", "\u20ac\n\n", "", "long line without end ", "\U0001f600z", "\n", "q\r"]
BYTES = [b"a", b"bc\n", b"\xe9", b"x\r\ny", b"", b"long line without end ", b"\n\n", bytearray(b"zz"), memoryview(b"mem")]


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def play(f, pieces, steps):
    for _ in range(steps):
        what = pick(14)
        if what < 4:
            yield "write", attempt(f.write, pieces[pick(len(pieces))])
        elif what == 4:
            yield "read", attempt(f.read, pick(12) - 2)
        elif what == 5:
            yield "readline", attempt(f.readline, pick(20) - 3)
        elif what == 6:
            yield "line", attempt(f.readline)
        elif what == 7:
            yield "seek", attempt(f.seek, pick(40) - 2)
        elif what == 8:
            yield "seek", attempt(f.seek, pick(3) - 1, pick(5) - 1)
        elif what == 9:
            yield "tell", attempt(f.tell)
        elif what == 10:
            yield "cut", attempt(f.truncate, *([pick(40) - 1] if pick(2) else []))
        elif what == 11:
            yield "next", attempt(lambda: next(f, None))
        elif what == 12:
            yield "value", attempt(f.getvalue)
        elif pick(3) == 0:
            yield "lines", attempt(f.readlines, *([pick(9)] if pick(2) else []))
        else:
            yield "all", attempt(f.writelines, [pieces[pick(len(pieces))] for _ in range(pick(4))])
    yield "end", attempt(f.tell), attempt(f.getvalue)


def digest(steps):
    text = hashlib.md5()
    for step in steps:
        text.update(repr(step).encode("utf-8", "surrogatepass"))
    return text.hexdigest()


for newline in (None, "", "\n", "\r", "\r\n"):
    rounds = (play(io.StringIO("aé\r\nb\n" * pick(4), newline), TEXTS, 40) for _ in range(12))
    print(repr(newline), digest(step for round in rounds for step in round))
rounds = (play(io.StringIO("ab\r\nb\n" * pick(4)), TEXTS[:2], 40) for _ in range(12))
print("ascii", digest(step for round in rounds for step in round))
rounds = (play(io.BytesIO(b"ab\r\nb\n" * pick(4)), BYTES, 40) for _ in range(12))
print("bytes", digest(step for round in rounds for step in round))
# expect: None c8fd661b63623e957bbbd02503292eac
# expect: '' 1b510466de661d249a5aee064e27c483
# expect: '\n' 6de4812d4354d82ef9e753207c036f88
# expect: '\r' 226973b258c5f5602d68f74d5e4ecab7
# expect: '\r\n' 5251ae8304cdb3c990bcc4b599d691ab
# expect: ascii 108f6fc4c44977cf415856fae4cd7a4e
# expect: bytes ebbb804d5493630b409946bfa8a1c0e4
