words = ["bb", "a", "cc", "d", "aa"]
words.sort(key=len)
print(words)  # expect: ['a', 'd', 'bb', 'cc', 'aa']
words.sort(key=len, reverse=True)
print(words)  # expect: ['bb', 'cc', 'aa', 'a', 'd']
print(sorted([3, 1, 2], reverse=True), sorted("hello"), sorted({"b": 1, "a": 2}))
# expect: [3, 2, 1] ['e', 'h', 'l', 'l', 'o'] ['a', 'b']
