class A:
    __slots__ = ("x",)
class B:
    __slots__ = ("y",)
for bases in [(A, B), (int, str), (int, A), (A, Exception)]:
    try: print(type("C", bases, {}).__name__)
    except TypeError as e: print(e)
# expect: multiple bases have instance lay-out conflict
# expect: multiple bases have instance lay-out conflict
# expect: multiple bases have instance lay-out conflict
# expect: multiple bases have instance lay-out conflict
