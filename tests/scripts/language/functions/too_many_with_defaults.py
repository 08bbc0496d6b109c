def f(a, b=1): pass
def g(): pass
for call in (lambda: f(1, 2, 3), lambda: g(1), lambda: f(1, 2, 3, 4, x=1)):
    try: call()
    except TypeError as e: print(e)
# expect: f() takes from 1 to 2 positional arguments but 3 were given
# expect: g() takes 0 positional arguments but 1 was given
# expect: f() got an unexpected keyword argument 'x'
