import scriptling.runtime as runtime


class Several(ExceptionGroup):
    def derive(self, excs):
        return Several(self.message, excs)


def f():
    raise ExceptionGroup("g", [ValueError("a"), ExceptionGroup("h", [KeyError("k")])])


def g():
    raise Several("own", [OSError(2, "gone", "a.txt")])


def h():
    return runtime.run(f).get()


for way in (runtime.run, lambda f: runtime.background("t", f), lambda f: runtime.supervise("u", f, restart="never"),
            lambda f: runtime.background("v", f, shared=True)):
    for function in (f, g, h):
        try:
            way(function).get()
        except ExceptionGroup as error:
            print(type(error).__name__, str(error), [repr(e) for e in error.exceptions])
# expect: ExceptionGroup g (2 sub-exceptions) ["ValueError('a')", "ExceptionGroup('h', [KeyError('k')])"]
# expect: Several own (1 sub-exception) ["FileNotFoundError(2, 'gone')"]
# expect: ExceptionGroup g (2 sub-exceptions) ["ValueError('a')", "ExceptionGroup('h', [KeyError('k')])"]
# expect: ExceptionGroup g (2 sub-exceptions) ["ValueError('a')", "ExceptionGroup('h', [KeyError('k')])"]
# expect: Several own (1 sub-exception) ["FileNotFoundError(2, 'gone')"]
# expect: ExceptionGroup g (2 sub-exceptions) ["ValueError('a')", "ExceptionGroup('h', [KeyError('k')])"]
# expect: ExceptionGroup g (2 sub-exceptions) ["ValueError('a')", "ExceptionGroup('h', [KeyError('k')])"]
# expect: Several own (1 sub-exception) ["FileNotFoundError(2, 'gone')"]
# expect: ExceptionGroup g (2 sub-exceptions) ["ValueError('a')", "ExceptionGroup('h', [KeyError('k')])"]
# expect: ExceptionGroup g (2 sub-exceptions) ["ValueError('a')", "ExceptionGroup('h', [KeyError('k')])"]
# expect: Several own (1 sub-exception) ["FileNotFoundError(2, 'gone')"]
# expect: ExceptionGroup g (2 sub-exceptions) ["ValueError('a')", "ExceptionGroup('h', [KeyError('k')])"]
try:
    runtime.gather(runtime.run(f), runtime.run(lambda: 1))
except* ValueError as group:
    print("values:", group.exceptions)  # expect: values: (ValueError('a'),)
except* KeyError as group:
    print("keys:", group.exceptions)  # expect: keys: (ExceptionGroup('h', [KeyError('k')]),)
try:
    runtime.race(runtime.run(g))
except* OSError as group:
    print(group.exceptions[0].filename)  # expect: a.txt
