def f():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


g = f()
print(next(g))
g.close()
print(list(g))
# expect: 1
# expect: closed
# expect: []
