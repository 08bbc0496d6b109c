import bisect

a = [1, 2, 2, 3]
print(bisect.bisect_left(a, 2), bisect.bisect(a, 2), bisect.bisect_right(a, 9), bisect.bisect_left(a, 2, 2), bisect.bisect(a, 2, 0, 1))
# expect: 1 3 4 2 1
bisect.insort(a, 2)
bisect.insort_left(a, 0)
print(a, bisect.bisect_left(["a", "bb", "ccc"], 2, key=len), bisect.bisect((1, 3), 2))
# expect: [0, 1, 2, 2, 2, 3] 1 1
words = ["a", "ccc"]
bisect.insort(words, "bb", key=len)
print(words)  # expect: ['a', 'bb', 'ccc']
try:
    bisect.bisect(a, 1, -1)
except ValueError as error:
    print(error)  # expect: lo must be non-negative
