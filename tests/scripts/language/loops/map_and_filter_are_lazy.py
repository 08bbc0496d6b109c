log = []
m = map(lambda x: log.append(x) or x * 2, [1, 2, 3])
print(log, next(m), log, list(m))  # expect: [1, 2, 3] 2 [1, 2, 3] [4, 6]
print(list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2])))
# expect: [11, 22] [1, 'a'] [2]
