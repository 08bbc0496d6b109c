it = iter([1])
print(next(it), next(it, "none"))  # expect: 1 none
try: next(it)
except StopIteration as e: print(repr(e))  # expect: StopIteration()
n = 0
def f():
    global n
    n += 1
    return n
print(list(iter(f, 4)))  # expect: [1, 2, 3]
