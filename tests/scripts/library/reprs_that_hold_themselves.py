# What holds itself is printed with dots where it comes round.
import collections
import dataclasses
import functools
import types

space = types.SimpleNamespace(a=1)
space.me = space
print(space)  # expect: namespace(a=1, me=namespace(...))


class Settings(types.SimpleNamespace):
    pass


own = Settings()
own.all = [own]
print(own)  # expect: Settings(all=[Settings(...)])

partial = functools.partial(print)
partial.__setstate__((print, (partial,), {}, {}))
print(partial)  # expect: functools.partial(<built-in function print>, ...)

chain = collections.ChainMap({})
chain["a"] = chain
print(chain)  # expect: ChainMap({'a': ...})

ordered = collections.OrderedDict()
ordered[1] = ordered
print(ordered)  # expect: OrderedDict([(1, ...)])

line = collections.deque(maxlen=2)
line.append(line)
print(line)  # expect: deque([[...]], maxlen=2)

table = collections.defaultdict(list)
table[1] = table
print(table)  # expect: defaultdict(<class 'list'>, {1: defaultdict(<class 'list'>, {...})})


@dataclasses.dataclass
class Node:
    next: object = None


node = Node()
node.next = node
print(node)  # expect: Node(next=...)

# And is printed again in full afterwards.
print([space, space])  # expect: [namespace(a=1, me=namespace(...)), namespace(a=1, me=namespace(...))]
