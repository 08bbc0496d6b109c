import scriptling.runtime as runtime


class Refused(Exception):
    def __init__(self, code):
        super().__init__("refused", code)
        self.code = code


try:
    try:
        {}["k"]
    except KeyError as cause:
        cause.add_note("a note")
        raise Refused(3) from cause
except Refused as error:
    kept = error
group = ExceptionGroup("several", [kept, OSError(2, "gone", "a.txt")])


def work():
    inner = group.exceptions[1]
    return [kept.code, kept.args, repr(kept.__cause__), kept.__cause__.__notes__,
            kept.__suppress_context__, str(group), group.exceptions[0] is kept,
            (inner.errno, inner.strerror, inner.filename), str(inner), type(inner).__name__]


print(runtime.run(work).get())
# expect: [3, ('refused', 3), "KeyError('k')", ['a note'], True, 'several (2 sub-exceptions)', True, (2, 'gone', 'a.txt'), "[Errno 2] gone: 'a.txt'", 'FileNotFoundError']
