import json
import re

import scriptling.runtime as runtime


class HttpError(Exception):
    def __init__(self, code, **more):
        super().__init__()
        self.code = code
        self.__dict__.update(more)

    def __str__(self):
        return f"HTTP {self.code}"


class Outer:
    class Inner(ValueError):
        pass


def a():
    raise HttpError(404, headers={"x": [1]}, inner=HttpError(500))


def b():
    raise FileNotFoundError(2, "No such file", "a.txt")


def c():
    json.loads("{")


def d():
    re.compile("(")


def e():
    raise Outer.Inner("inside")


def f():
    raise SyntaxError("bad", ("f.py", 3, 4, "x = ("))


def g():
    import no_such_module


def h():
    return "text".no_such_name


def i():
    class Local(LookupError):
        pass

    raise Local("nearest", 2)


def j():
    class Unknown(Exception):
        def __str__(self):
            return "in its own words"

    raise Unknown(1)


def k():
    error = ValueError("noted")
    error.add_note("first")
    error.extra = {"a": (1, 2)}
    raise error from HttpError(1)


def l():
    try:
        {}["k"]
    except KeyError:
        1 / 0


def m():
    raise ValueError(object, len, [print])


def n():
    b"\xff".decode()


def o():
    raise KeyError("k")


for function in (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o):
    for how in (runtime.run, lambda f: runtime.background("t", f),
                lambda f: runtime.background("s", f, shared=True)):
        if how is not runtime.run and function in (i, j, m):
            continue
        try:
            how(function).get()
        except Exception as error:
            names = ("code", "errno", "strerror", "filename", "lineno", "msg", "pos", "name", "obj",
                     "path", "extra", "start", "reason", "__notes__")
            fields = {name: getattr(error, name) for name in names if getattr(error, name, None) is not None}
            text = (type(error).__qualname__, str(error), len(error.args), fields,
                    repr(error.__cause__), repr(error.__context__))
            if how is runtime.run:
                print(*text)
                first = text
            elif text != first:
                print("differs:", *text)
# expect: HttpError HTTP 404 0 {'code': 404} None None
# expect: FileNotFoundError [Errno 2] No such file: 'a.txt' 2 {'errno': 2, 'strerror': 'No such file', 'filename': 'a.txt'} None None
# expect: JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 {'lineno': 1, 'msg': 'Expecting property name enclosed in double quotes', 'pos': 1} None None
# expect: error missing ), unterminated subpattern at position 0 1 {'lineno': 1, 'msg': 'missing ), unterminated subpattern', 'pos': 0} None None
# expect: Outer.Inner inside 1 {} None None
# expect: SyntaxError bad (f.py, line 3) 2 {'filename': 'f.py', 'lineno': 3, 'msg': 'bad'} None None
# expect: ModuleNotFoundError No module named 'no_such_module' 1 {'msg': "No module named 'no_such_module'", 'name': 'no_such_module'} None None
# expect: AttributeError 'str' object has no attribute 'no_such_name' 1 {'name': 'no_such_name', 'obj': 'text'} None None
# expect: LookupError ('nearest', 2) 2 {} None None
# expect: RuntimeError in its own words 1 {} None None
# expect: ValueError noted 1 {'extra': {'a': (1, 2)}, '__notes__': ['first']} HttpError() None
# expect: ZeroDivisionError division by zero 1 {} None KeyError('k')
# expect: ValueError (<class 'object'>, <built-in function len>, [<built-in function print>]) 3 {} None None
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte 5 {'start': 0, 'reason': 'invalid start byte'} None None
# expect: KeyError 'k' 1 {} None None

try:
    runtime.run(a).get()
except HttpError as error:
    print(error.headers, str(error.inner))  # expect: {'x': [1]} HTTP 500
for function in (c, e):
    try:
        runtime.gather(runtime.run(function))
    except ValueError as error:
        print(type(error).__name__)
# expect: JSONDecodeError
# expect: Inner
