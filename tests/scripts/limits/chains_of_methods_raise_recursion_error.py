# large: each collection looks through a deep stack
# timeout: 20
import types


class M:
    def m(self, *args):
        return len(args)


def tried(call):
    try:
        return call()
    except RecursionError as problem:
        return str(problem)


method = M().m
for n in range(6000):
    method = types.MethodType(method, n)
# How deep the native stack is depends on the build.
TOO_DEEP = "maximum recursion depth exceeded"
print(tried(method) in (6000, TOO_DEEP))  # expect: True
print(tried(lambda: method.__name__) in ("m", TOO_DEEP))  # expect: True
print(tried(lambda: repr(method)).startswith("<bound method"))  # expect: True
try:
    method(*1)
except TypeError as e:
    print(e)  # expect: __main__.M.m() argument after * must be an iterable, not int

wrapped = M.m
for n in range(6000):
    wrapped = classmethod(wrapped)
C = type("C", (), {"f": wrapped})
print(tried(lambda: C.f) is not None)  # expect: True
