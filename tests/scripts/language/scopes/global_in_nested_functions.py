x = 1
def f():
    x = 2
    def g():
        global x
        x += 10
        return x
    return g(), x
print(f(), x)  # expect: (11, 2) 11
