class A:
    @classmethod
    @property
    def name(cls): return cls.__name__
    @staticmethod
    def s(): return "s"
print(A.name, A.s(), A.__dict__["s"].__func__())  # expect: A s s
