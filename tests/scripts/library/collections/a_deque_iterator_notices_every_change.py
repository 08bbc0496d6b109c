from collections import deque


def rest(iterator):
    try:
        return list(iterator)
    except RuntimeError as e:
        return str(e)


def after(change, turn=iter):
    d = deque([1, 2, 3])
    iterator = turn(d)
    next(iterator)
    change(d)
    return rest(iterator)


print(after(lambda d: d.rotate(3)))             # expect: deque mutated during iteration
print(after(lambda d: d.rotate(0), reversed))   # expect: deque mutated during iteration
print(after(lambda d: d.__setitem__(1, 9)))     # expect: [9, 3]
d = deque([1], 40)
iterator = iter(d)
print(next(iterator), list(iterator))           # expect: 1 []
d.append(2)
print(rest(iterator))                           # expect: deque mutated during iteration
print(rest(iterator))                           # expect: deque mutated during iteration
iterator = reversed(d)
print(next(iterator), next(iterator))           # expect: 2 1
d.append(3)
print(rest(iterator))                           # expect: []
for item in d:                                  # expect error: RuntimeError: deque mutated during iteration
    d.clear()
