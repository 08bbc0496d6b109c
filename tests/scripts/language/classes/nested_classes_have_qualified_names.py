class Outer:
    class Inner:
        def method(self): pass
def f():
    class Local: pass
    return Local
print(Outer.Inner.__qualname__, Outer.Inner.method.__qualname__, f().__qualname__)
# expect: Outer.Inner Outer.Inner.method f.<locals>.Local
