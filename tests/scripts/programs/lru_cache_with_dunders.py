# A cache that forgets the least recently used entry: a linked list and a dict, as a mapping.


class Node:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = self

    def unlink(self):
        self.before.after, self.after.before = self.after, self.before

    def insert_after(self, other):
        self.before, self.after = other, other.after
        other.after.before = self
        other.after = self


class LruCache:
    def __init__(self, capacity, on_evict=None):
        if capacity < 1:
            raise ValueError(f"capacity must be positive, not {capacity}")
        self.capacity, self.on_evict = capacity, on_evict
        self._nodes, self._ring = {}, Node()
        self.hits = self.misses = 0

    def __len__(self):
        return len(self._nodes)

    def __contains__(self, key):
        return key in self._nodes

    def __getitem__(self, key):
        node = self._nodes.get(key)
        if node is None:
            self.misses += 1
            return self.__missing__(key)
        self.hits += 1
        node.unlink()
        node.insert_after(self._ring)
        return node.value

    def __missing__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        node = self._nodes.get(key)
        if node is not None:
            node.unlink()
            node.value = value
        else:
            node = self._nodes[key] = Node(key, value)
        node.insert_after(self._ring)
        while len(self) > self.capacity:
            self._evict()

    def _evict(self):
        oldest = self._ring.before
        oldest.unlink()
        del self._nodes[oldest.key]
        if self.on_evict:
            self.on_evict(oldest.key, oldest.value)

    def __delitem__(self, key):
        self._nodes.pop(key).unlink()

    def __iter__(self):
        node = self._ring.after
        while node is not self._ring:
            yield node.key
            node = node.after

    def __reversed__(self):
        node = self._ring.before
        while node is not self._ring:
            yield node.key
            node = node.before

    def __eq__(self, other):
        if not isinstance(other, LruCache):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def items(self):
        return [(key, self._nodes[key].value) for key in self]

    def __ior__(self, other):
        for key, value in dict(other).items():
            self[key] = value
        return self

    def __bool__(self):
        return bool(self._nodes)

    def __repr__(self):
        return f"{type(self).__name__}({dict(self.items())}, {len(self)}/{self.capacity})"


class Computing(LruCache):
    def __init__(self, capacity, function):
        super().__init__(capacity)
        self.function = function

    def __missing__(self, key):
        self[key] = value = self.function(key)
        return value


gone = []
cache = LruCache(3, on_evict=lambda k, v: gone.append((k, v)))
print(cache, bool(cache))
for k, v in zip("abc", (1, 2, 3)):
    cache[k] = v
print(list(cache), list(reversed(cache)), len(cache))
print(cache["a"], list(cache))
cache["d"] = 4
print(gone, "b" in cache, "a" in cache)
try:
    cache["b"]
except KeyError as e:
    print("KeyError", e, cache.hits, cache.misses)
del cache["a"]
print(cache)
cache |= {"x": 10, "y": 20}
print(cache, gone)
other = LruCache(9)
other |= cache.items()
print(cache == other, cache != other, cache == 5)
try:
    {cache}
except TypeError as e:
    print(e)
try:
    LruCache(0)
except ValueError as e:
    print(e)

calls = []
squares = Computing(2, lambda n: calls.append(n) or n * n)
print([squares[n] for n in (2, 3, 2, 4, 3, 2)], calls, squares)
fib = Computing(100, lambda n: n if n < 2 else fib[n - 1] + fib[n - 2])
print(fib[80], fib.hits, fib.misses)

# expect: LruCache({}, 0/3) False
# expect: ['c', 'b', 'a'] ['a', 'b', 'c'] 3
# expect: 1 ['a', 'c', 'b']
# expect: [('b', 2)] False True
# expect: KeyError 'b' 1 1
# expect: LruCache({'d': 4, 'c': 3}, 2/3)
# expect: LruCache({'y': 20, 'x': 10, 'd': 4}, 3/3) [('b', 2), ('c', 3)]
# expect: True False False
# expect: unhashable type: 'LruCache'
# expect: capacity must be positive, not 0
# expect: [4, 9, 4, 16, 9, 4] [2, 3, 4, 3, 2] Computing({2: 4, 3: 9}, 2/2)
# expect: 23416728348467685 78 81
