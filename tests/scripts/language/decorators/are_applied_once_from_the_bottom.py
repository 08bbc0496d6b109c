def d(n):
    print("make", n)
# expect: make 1
# expect: make 2
    def wrap(f):
        print("apply", n)
# expect: apply 2
# expect: apply 1
        return f
    return wrap
@d(1)
@d(2)
def f(): pass
