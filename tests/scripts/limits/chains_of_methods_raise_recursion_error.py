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
print(tried(method))  # expect: maximum recursion depth exceeded
print(tried(lambda: method.nosuch))  # expect: maximum recursion depth exceeded
print(tried(lambda: method.__name__))  # expect: maximum recursion depth exceeded
print(tried(lambda: repr(method)).startswith("<bound method"))  # expect: True
try:
    method(*1)
except TypeError as e:
    print(e)  # expect: __main__.M.m() argument after * must be an iterable, not int

wrapped = M.m
for n in range(6000):
    wrapped = classmethod(wrapped)
C = type("C", (), {"f": wrapped})
print(tried(lambda: C.f))  # expect: maximum recursion depth exceeded
