# A least-recently-used cache: a dict and a doubly linked list of instances.
class Node:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.before = self.after = None


class Cache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.nodes = {}
        self.head = Node(None, None)
        self.tail = Node(None, None)
        self.head.after = self.tail
        self.tail.before = self.head
        self.hits = self.misses = 0

    def unlink(self, node):
        node.before.after = node.after
        node.after.before = node.before

    def push(self, node):
        first = self.head.after
        node.before = self.head
        node.after = first
        self.head.after = first.before = node

    def get(self, key):
        node = self.nodes.get(key)
        if node is None:
            self.misses += 1
            return None
        self.hits += 1
        self.unlink(node)
        self.push(node)
        return node.value

    def put(self, key, value):
        if len(self.nodes) >= self.capacity:
            oldest = self.tail.before
            self.unlink(oldest)
            del self.nodes[oldest.key]
        node = Node(key, value)
        self.nodes[key] = node
        self.push(node)


cache = Cache(300)
state = 1
total = 0
for _ in range(500000):
    state = (state * 48271) % 2147483647
    key = (state % 40) * (state // 64 % 40)
    value = cache.get(key)
    if value is None:
        value = key * 3 + 1
        cache.put(key, value)
    total += value
print(total, cache.hits, cache.misses)
