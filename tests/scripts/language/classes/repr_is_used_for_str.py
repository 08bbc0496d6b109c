class A:
    def __repr__(self): return "A!"
print(str(A()), [A()], f"{A()}", "%s %r" % (A(), A()))  # expect: A! [A!] A! A! A!
