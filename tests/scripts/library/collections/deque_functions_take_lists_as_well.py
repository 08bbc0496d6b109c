# python differs: Scriptling's own functions
import collections

for d in (collections.deque([1, 2, 3]), [1, 2, 3]):
    collections.deque_appendleft(d, 0)
    collections.deque_extendleft(d, [8, 9])
    collections.deque_rotate(d, 2)
    print(collections.deque_popleft(d), list(d))
# expect: 2 [3, 9, 8, 0, 1]
# expect: 2 [3, 9, 8, 0, 1]
try:
    collections.deque_popleft([])
except IndexError as error:
    print(error)  # expect: pop from an empty deque
print(collections.most_common(collections.Counter("aab"), 1), collections.DefaultDict(int)["x"])
# expect: [('a', 2)] 0
