def f(a, b, c, *, d, e): pass
for call in (lambda: f(), lambda: f(1), lambda: f(1, 2, 3), lambda: f(1, 2, 3, d=1)):
    try: call()
    except TypeError as e: print(e)
# expect: f() missing 3 required positional arguments: 'a', 'b', and 'c'
# expect: f() missing 2 required positional arguments: 'b' and 'c'
# expect: f() missing 2 required keyword-only arguments: 'd' and 'e'
# expect: f() missing 1 required keyword-only argument: 'e'
