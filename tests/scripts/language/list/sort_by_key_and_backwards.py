a = ["bb", "a", "ccc", "dd"]
a.sort(key=len)
print(a)  # expect: ['a', 'bb', 'dd', 'ccc']
a.sort(key=len, reverse=True)
print(a, sorted([3, 1, 2], key=lambda x: -x))  # expect: ['ccc', 'bb', 'dd', 'a'] [3, 2, 1]
