from collections import Counter

c = Counter("abracadabra")
print(c, c["z"], c.total(), c.most_common(2), "z" in c)
# expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) 0 11 [('a', 5), ('b', 2)] False
c.update("aaa")
c.subtract({"b": 5})
print(c, +c, -c, list(Counter(a=2, b=-1).elements()))
# expect: Counter({'a': 8, 'r': 2, 'c': 1, 'd': 1, 'b': -3}) Counter({'a': 8, 'r': 2, 'c': 1, 'd': 1}) Counter({'b': 3}) ['a', 'a']
a, b = Counter(a=3, b=1), Counter(a=1, b=2)
print(a + b, a - b, a & b, a | b, a == b, a <= b, Counter(a=1) <= a)
# expect: Counter({'a': 4, 'b': 3}) Counter({'a': 2}) Counter({'a': 1, 'b': 1}) Counter({'a': 3, 'b': 2}) False False True
a += b
print(a, Counter(a=0) == Counter(), Counter([1, 1.0, True]), Counter(), Counter(x=2).copy())
# expect: Counter({'a': 4, 'b': 3}) True Counter({1: 3}) Counter() Counter({'x': 2})
del a["nothing"]
a["a"] += 5
print(a.most_common(), dict(a), isinstance(a, dict))
# expect: [('a', 9), ('b', 3)] {'a': 9, 'b': 3} True
