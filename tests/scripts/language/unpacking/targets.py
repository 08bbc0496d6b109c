a, b = 1, 2
a, b = b, a
print(a, b)  # expect: 2 1
first, *rest = "abc"
*start, last = [1, 2, 3]
head, *middle, tail = range(5)
print(first, rest, start, last, head, middle, tail)
# expect: a ['b', 'c'] [1, 2] 3 0 [1, 2, 3] 4
(a, [b, c]), d = (1, (2, 3)), 4
print(a, b, c, d)  # expect: 1 2 3 4
for i, (x, y) in enumerate([(1, 2), (3, 4)]):
    print(i, x, y)
# expect: 0 1 2
# expect: 1 3 4
