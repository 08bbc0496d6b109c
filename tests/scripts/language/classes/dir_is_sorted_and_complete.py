class A:
    b = 1
    def a(self): pass
x = A()
x.c = 2
print([n for n in dir(x) if not n.startswith("_")])  # expect: ['a', 'b', 'c']
