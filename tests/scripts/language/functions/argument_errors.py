def f(a, /, b, *, c): pass
for call in (lambda: f(), lambda: f(1), lambda: f(1, 2), lambda: f(1, 2, 3, c=4), lambda: f(a=1, b=2, c=3), lambda: f(1, 2, c=3, d=4), lambda: f(1, 2, b=3, c=4)):
    try: call()
    except TypeError as e: print(e)
# expect: f() missing 2 required positional arguments: 'a' and 'b'
# expect: f() missing 1 required positional argument: 'b'
# expect: f() missing 1 required keyword-only argument: 'c'
# expect: f() takes 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
# expect: f() got some positional-only arguments passed as keyword arguments: 'a'
# expect: f() got an unexpected keyword argument 'd'
# expect: f() got multiple values for argument 'b'
