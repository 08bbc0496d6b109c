import heapq

h = []
for n in [5, 1, 4, 2, 3]:
    heapq.heappush(h, n)
print(h, heapq.heappop(h), heapq.heapreplace(h, 0), heapq.heappushpop(h, -1), h)
# expect: [0, 3, 4, 5] 1 2 -1 [0, 3, 4, 5]
heap = [9, 7, 5, 3, 1, 2, 4, 6, 8]
heapq.heapify(heap)
print(heap, [heapq.heappop(heap) for _ in range(9)])  # expect: [] [1, 2, 3, 4, 5, 6, 7, 8, 9]
print(heapq.nlargest(2, [3, 1, 2]), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len), heapq.nlargest(0, [1]))
# expect: [3, 2] ['a', 'bb'] []
print(list(heapq.merge([1, 4], [2, 3], [])), list(heapq.merge([4, 1], [3, 2], reverse=True)),
      list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
      # expect: [1, 2, 3, 4] [4, 3, 2, 1] ['a', 'bb', 'ccc']
tasks = [(2, "b"), (1, "z"), (1, "a")]
heapq.heapify(tasks)
print(heapq.heappop(tasks), tasks[0])  # expect: (1, 'a') (1, 'z')
for wrong in (lambda: heapq.heappop([]), lambda: heapq.heappush((), 1), lambda: heapq.heapify([1, "a"])):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
        # expect: IndexError index out of range
        # expect: TypeError heappush() argument 1 must be list, not tuple
        # expect: TypeError '<' not supported between instances of 'int' and 'str'
