class Data:
    def __get__(self, o, t=None): return "data"
    def __set__(self, o, v): raise AttributeError("read only")
class Plain:
    def __get__(self, o, t=None): return "plain"
class A:
    d, p = Data(), Plain()
a = A()
a.__dict__.update(d="own", p="own")
print(a.d, a.p)  # expect: data own
