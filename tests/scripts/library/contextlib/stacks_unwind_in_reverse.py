from contextlib import ExitStack, closing, nullcontext, suppress


class Res:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, error, trace):
        print("exit", self.name, kind and kind.__name__)

    def close(self):
        print("closed", self.name)


with ExitStack() as stack:
    print([stack.enter_context(Res(n)) for n in "ab"])
    stack.callback(print, "callback", 1, sep=":")
    stack.push(Res("pushed"))
try:
    with ExitStack() as stack:
        stack.enter_context(Res("c"))
        stack.push(lambda *details: print("seen", details[0].__name__) or True)
        raise ValueError("x")
    print("suppressed")
finally:
    pass
with ExitStack() as stack:
    stack.enter_context(Res("kept"))
    rest = stack.pop_all()
print("later")
rest.close()
with closing(Res("d")) as d:
    print(d.name)
with nullcontext(5) as five, suppress(KeyError, ValueError):
    print(five)
    {}["x"]
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        raise KeyError("first")
except ZeroDivisionError as error:
    print(repr(error), repr(error.__context__))

# expect: enter a
# expect: enter b
# expect: ['a', 'b']
# expect: exit pushed None
# expect: callback:1
# expect: exit b None
# expect: exit a None
# expect: enter c
# expect: seen ValueError
# expect: exit c None
# expect: suppressed
# expect: enter kept
# expect: later
# expect: exit kept None
# expect: d
# expect: closed d
# expect: 5
# expect: ZeroDivisionError('division by zero') KeyError('first')
