def f(a, b, *c, d=1, **e):
    x = 1
co = f.__code__
print(co.co_name, co.co_argcount, co.co_kwonlyargcount, co.co_varnames, co.co_posonlyargcount)
# expect: f 2 1 ('a', 'b', 'd', 'c', 'e', 'x') 0
