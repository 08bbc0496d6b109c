x = "global"
def f():
    x = "function"
    class A:
        x = "class"
        def g(self): return x
    return A().g()
print(f())  # expect: function
