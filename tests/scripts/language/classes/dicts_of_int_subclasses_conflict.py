class A(int): pass
class B(int): pass
class Slim(int): __slots__ = ()
class Plain: pass
for bases in [(A, B), (A, Slim), (Plain, A), (Slim, A)]:
    try: print(type("C", bases, {})(5))
    except TypeError as e: print(e)
# expect: multiple bases have instance lay-out conflict
# expect: 5
# expect: 5
# expect: 5
