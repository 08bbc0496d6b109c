# for a, b in ...: with and without a name for the pair, and when making pairs fails.
d = {"a": 1, "b": 2, "c": 3}
for key, value in d.items():
    print(key, value)  # expect: a 1
                       # expect: b 2
                       # expect: c 3
for pair in d.items():
    first, second = pair
    print(pair, first, second)  # expect: ('a', 1) a 1
    break
print(pair)  # expect: ('a', 1)
print([(n, x, pair) for n, x in enumerate("xy", 5) for pair in zip([n], [x])])  # expect: [(5, 'x', (5, 'x')), (6, 'y', (6, 'y'))]
print({v: k for k, v in d.items()}, [a + b for a, b in zip([1, 2, 3], (10, 20))])  # expect: {1: 'a', 2: 'b', 3: 'c'} [11, 22]
print([(a, b, c) for (a, b), c in zip(zip("ab", "cd"), "ef")])  # expect: [('a', 'c', 'e'), ('b', 'd', 'f')]
for n, (a, b) in enumerate(d.items()):
    print(n, a, b)  # expect: 0 a 1
                    # expect: 1 b 2
                    # expect: 2 c 3
for [a, d["new"]], _ in zip(enumerate("q"), "r"):
    print(a, d)  # expect: 0 {'a': 1, 'b': 2, 'c': 3, 'new': 'q'}
for a, b, c in zip("a", "b", "c"):
    print(a + b + c)  # expect: abc
for d["x"], d["y"] in zip([1, 2], [3, 4]):
    pass
print(d)  # expect: {'a': 1, 'b': 2, 'c': 3, 'new': 'q', 'x': 2, 'y': 4}


def numbers():
    yield 1
    yield 2
    raise ValueError("no more numbers")


try:
    for n, x in enumerate(numbers()):
        print(n, x)  # expect: 0 1
                     # expect: 1 2
except ValueError as e:
    print(e, n, x)  # expect: no more numbers 1 2
first = iter([1, 2, 3])
second = iter([10])
for a, b in zip(first, second):
    print(a, b)  # expect: 1 10
print(list(first), list(second))  # expect: [3] []
try:
    for a, b in zip([1, 2], [3], strict=True):
        print(a, b)  # expect: 1 3
except ValueError as e:
    print(e)  # expect: zip() argument 2 is shorter than argument 1
e = enumerate("abcd")
for n, c in e:
    if n == 1:
        break
print(list(e), next(enumerate("z", 2**63 - 1)))  # expect: [(2, 'c'), (3, 'd')] (9223372036854775807, 'z')
for n, c in enumerate("zz", 2**63 - 1):
    print(n, c)  # expect: 9223372036854775807 z
                 # expect: 9223372036854775808 z


def once():
    raise StopIteration


for a, b in zip(iter(once, None), [1]):
    print("never")
try:
    for a, b in d.items():
        d[a + "!"] = b
except RuntimeError as e:
    print(e)  # expect: dictionary changed size during iteration
for a, b in zip([1], [2], [3]):  # expect error: too many values to unpack (expected 2)
    print("never")
