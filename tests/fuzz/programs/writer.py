"""What all parts of the generator share: chance, names, indentation, and what is in scope.

A program must end, must print much, and must not depend on what Python leaves open (the
order of sets, addresses, hashes of strings). Each statement that may raise stands in a `try`
that prints the exception, so one surprise does not hide what comes after it.
"""

import choices

PRELUDE = '''
class Budget(BaseException):
    pass


ticks = 0


def tick(n=1):
    global ticks
    ticks += n
    if ticks > 20000:
        raise Budget("enough")


def small(x):
    """Keeps values in loops from growing without end."""
    if isinstance(x, bool):
        return x
    if isinstance(x, int):
        return x if -10**30 < x < 10**30 else x % 1000003
    if isinstance(x, (str, bytes, list, tuple)):
        return x if len(x) < 60 else x[:20]
    if isinstance(x, dict) and len(x) > 30:
        return dict(list(x.items())[:10])
    if isinstance(x, set) and len(x) > 30:
        return set()
    return x


def show(x, depth=0):
    """A text that does not depend on the order of sets."""
    if depth > 6:
        return "..."
    if type(x) in (set, frozenset):
        return type(x).__name__ + "{" + ", ".join(sorted(show(i, depth + 1) for i in x)) + "}"
    if type(x) is list:
        return "[" + ", ".join([show(i, depth + 1) for i in x]) + "]"
    if type(x) is tuple:
        return "(" + "".join([show(i, depth + 1) + "," for i in x]) + ")"
    if type(x) is dict:
        return "{" + ", ".join([show(k, depth + 1) + ": " + show(v, depth + 1)
                                for k, v in x.items()]) + "}"
    return repr(x)


def out(label, *values):
    tick()
    print(label, *[show(v) for v in values])


def oops(label, e):
    tick()
    context = e.__context__
    print(label, type(e).__name__, show(e.args) if not isinstance(e, OSError) else "",
          type(e.__cause__).__name__, type(context).__name__, e.__suppress_context__)


class Ctx:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        tick()
        print("enter", self.name)
        if self.fail == "enter":
            raise ValueError("enter " + self.name)
        return self

    def __exit__(self, kind, value, tb):
        tick()
        print("exit", self.name, kind and kind.__name__, value, tb is None)
        if self.fail == "exit":
            raise KeyError("exit " + self.name)
        return self.swallow

'''.lstrip()


class Writer:
    def __init__(self, seed):
        self.random = choices.of(seed)
        self.lines = []
        self.depth = 0
        self.counter = 0
        self.variables = {}  # Name -> type name.
        self.in_loop = 0
        self.in_function = 0
        self.in_generator = 0
        self.functions = []  # (name, number of positional arguments)
        self.classes = []
        self.has_slots = False

    def chance(self, p):
        return self.random.random() < p

    def pick(self, items):
        return self.random.choice(items)

    def number(self, low, high):
        return self.random.randint(low, high)

    def fresh(self, prefix="v"):
        self.counter += 1
        return f"{prefix}{self.counter}"

    def line(self, text):
        self.lines.append("    " * self.depth + text)

    def block(self, head):
        self.line(head)
        return _Indent(self)

    def text(self):
        return PRELUDE + "\n".join(self.lines) + "\n"


class _Indent:
    def __init__(self, writer):
        self.writer = writer

    def __enter__(self):
        self.writer.depth += 1

    def __exit__(self, *_):
        self.writer.depth -= 1
