def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



class One:
    def __index__(self):
        return 1


v = memoryview(b"abc")
print(v[0], v[-1], v[True], v[One()], v.tolist(), list(v), [*v])
# expect: 97 99 98 98 [97, 98, 99] [97, 98, 99] [97, 98, 99]
print(refused(lambda: v[3]))
# expect: IndexError: index out of bounds on dimension 1
print(refused(lambda: v[-4]))
# expect: IndexError: index out of bounds on dimension 1
print(refused(lambda: v["a"]))
# expect: TypeError: memoryview: invalid slice key
print(refused(lambda: v[2**70]))
# expect: IndexError: cannot fit 'int' into an index-sized integer
print(refused(lambda: v[0, 0]))
# expect: TypeError: cannot index 1-dimension view with 2-element tuple
print(refused(lambda: v[()]))
# expect: NotImplementedError: sub-views are not implemented
