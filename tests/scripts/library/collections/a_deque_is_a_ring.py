from collections import deque

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
print(d, d.maxlen, len(d), 3 in d, d[0], d[-1])
# expect: deque([2, 3, 4, 5], maxlen=4) 4 4 True 2 5
d.appendleft(0)
d.extendleft([8, 9])
d.rotate(1)
print(d, d.index(8), d.count(2), list(reversed(d)))
# expect: deque([2, 9, 8, 0], maxlen=4) 2 1 [0, 8, 9, 2]
d = deque("abc")
d.rotate(-1)
d.insert(1, "x")
d.remove("a")
d.reverse()
del d[0]
d[0] = "y"
print(d, d == deque("yb"), d < deque("z"), d + deque("q"), d * 2, deque([1], 3) * 5)
# expect: deque(['y', 'b']) True True deque(['y', 'b', 'q']) deque(['y', 'b', 'y', 'b']) deque([1, 1, 1], maxlen=3)
for n in range(100):
    d.append(n)
    d.popleft()
print(len(d), d.copy() == d, bool(deque()), deque([deque()]))
# expect: 2 True False deque([deque([])])
d = deque([1])
d.append(d)
print(d)  # expect: deque([1, [...]])
