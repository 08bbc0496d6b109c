class A:
    def f(self): raise NotImplementedError
class B(A): pass
try: B().f()
except NotImplementedError as e: print(repr(e))  # expect: NotImplementedError()
