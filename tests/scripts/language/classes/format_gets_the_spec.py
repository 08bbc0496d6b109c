class A:
    def __format__(self, spec): return f"<{spec}>"
print(f"{A()} {A():>10} {A()!s:.3}"[:16], format(A(), "x"), "{:y}".format(A()))
# expect: <> <>10> <__ <x> <y>
