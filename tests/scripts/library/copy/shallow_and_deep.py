import copy
from collections import Counter, OrderedDict, defaultdict, deque


class Node:
    def __init__(self, value):
        self.value = value
        self.next = self


class Slotted:
    __slots__ = ("a", "b")


n = Node([1])
shallow, deep = copy.copy(n), copy.deepcopy(n)
print(shallow.value is n.value, deep.value is n.value, deep.value, deep.next is deep, shallow.next is n)
# expect: True False [1] True True
s = Slotted()
s.a = [1]
t = copy.deepcopy(s)
print(t.a, t.a is s.a, hasattr(t, "b"))  # expect: [1] False False
x = [1, [2], (3, [4]), {5: {6}}, "s"]
y = copy.deepcopy(x)
x[1].append(0), x[2][1].append(0), x[3][5].add(0)
print(y, copy.copy((1, 2)), copy.deepcopy((1, "a")) == (1, "a"))
# expect: [1, [2], (3, [4]), {5: {6}}, 's'] (1, 2) True
loop = []
loop.append(loop)
print(copy.deepcopy(loop)[0] is not loop, copy.deepcopy(defaultdict(list, a=[1])), copy.copy(deque([1], 5)),
      copy.deepcopy(OrderedDict(a=[1])), copy.deepcopy(Counter("aab")))
      # expect: True defaultdict(<class 'list'>, {'a': [1]}) deque([1], maxlen=5) OrderedDict([('a', [1])]) Counter({'a': 2, 'b': 1})


class Custom:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep"


print(copy.copy(Custom()), copy.deepcopy([Custom()]), copy.copy(len) is len, copy.deepcopy(Node) is Node)
# expect: copied ['deep'] True True
print(repr(copy.deepcopy(ValueError("a", [1]))))  # expect: ValueError('a', [1])
