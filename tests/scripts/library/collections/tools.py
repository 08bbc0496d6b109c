from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

c = Counter("banana")
print(c.most_common(2), c["z"], sorted(c.elements()), c + Counter("b"))
# expect: [('a', 3), ('n', 2)] 0 ['a', 'a', 'a', 'b', 'n', 'n'] Counter({'a': 3, 'b': 2, 'n': 2})
d = defaultdict(list)
d["a"].append(1)
print(d, dict(d))  # expect: defaultdict(<class 'list'>, {'a': [1]}) {'a': [1]}
q = deque([1, 2, 3], maxlen=3)
q.append(4)
q.appendleft(0)
q.rotate(1)
print(q, q.popleft(), len(q))  # expect: deque([0, 2], maxlen=3) 3 2
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p._replace(x=5), p == (1, 2), P._fields)
# expect: P(x=1, y=2) 1 P(x=5, y=2) True ('x', 'y')
o = OrderedDict(a=1, b=2)
o.move_to_end("a")
print(list(o))  # expect: ['b', 'a']
