class Base:
    known = []

    def __init_subclass__(cls, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.known.append((cls.__name__, tag))


class A(Base, tag="a"):
    pass


class B(Base):
    pass


print(Base.known)  # expect: [('A', 'a'), ('B', None)]
