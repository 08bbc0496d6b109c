class A:
    def f(self): return self
a = A()
m = a.f
print(m() is a, m.__self__ is a, m.__func__ is A.f, a.f == a.f, a.f is a.f)
# expect: True True True True False
