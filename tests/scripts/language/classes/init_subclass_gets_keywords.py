class Base:
    registry = {}
    def __init_subclass__(cls, /, key=None, **rest):
        super().__init_subclass__(**rest)
        Base.registry[key] = cls.__name__
class A(Base, key="a"): pass
class B(A): pass
print(Base.registry)  # expect: {'a': 'A', None: 'B'}
try:
    class C(Base, other=1): pass
except TypeError as e: print(e)  # expect: C.__init_subclass__() takes no keyword arguments
