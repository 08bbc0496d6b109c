x = 1
def f(x=x): x += 1; return x
print(f(), f(10), x)  # expect: 2 11 1
