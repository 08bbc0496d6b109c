from collections import OrderedDict

o = OrderedDict([("a", 1), ("b", 2)], c=3)
o.move_to_end("a")
o.move_to_end("c", last=False)
print(o, o.popitem(last=False), o.popitem(), o)
# expect: OrderedDict([('b', 2)]) ('c', 3) ('a', 1) OrderedDict([('b', 2)])
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1})
# expect: False True
print(list(reversed(OrderedDict(a=1, b=2))), OrderedDict() | {"x": 1}, OrderedDict(a=1).copy())
# expect: ['b', 'a'] OrderedDict([('x', 1)]) OrderedDict([('a', 1)])
lru = OrderedDict()
for n in range(1000):
    lru[n] = n
    if len(lru) > 100:
        lru.popitem(last=False)
print(len(lru), next(iter(lru)), list(lru) == list(range(900, 1000)))  # expect: 100 900 True
try:
    OrderedDict().popitem()
except KeyError as error:
    print(error)  # expect: 'dictionary is empty'
try:
    o.move_to_end("q")
except KeyError as error:
    print(error)  # expect: 'q'
