class A:
    def f(self): return 1
class B(A):
    def f(self):
        s = super()
        return s.f(), type(s).__name__, s.__thisclass__.__name__
print(B().f())  # expect: (1, 'super', 'B')
