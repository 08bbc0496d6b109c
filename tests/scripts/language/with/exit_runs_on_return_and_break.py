class M:
    def __enter__(self): pass
    def __exit__(self, *e): print("exit", e)
def f():
    with M(): return 1
print(f())
for i in range(3):
    with M():
        if i == 1: break
# expect: exit (None, None, None)
# expect: 1
# expect: exit (None, None, None)
# expect: exit (None, None, None)
