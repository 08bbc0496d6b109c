# Graphs: shortest ways, spanning trees, topological order, components, flows, colouring.
import heapq
from collections import defaultdict, deque, namedtuple
from functools import cache
from itertools import chain, combinations
from math import inf

Edge = namedtuple("Edge", "start end weight")


class Graph:
    def __init__(self, edges=(), directed=False):
        self.directed = directed
        self.near = defaultdict(dict)
        for edge in edges:
            self.add(*edge)

    def add(self, a, b, weight=1):
        self.near[a][b] = weight
        self.near[b] if self.directed else self.near[b].__setitem__(a, weight)

    def __len__(self):
        return len(self.near)

    def __iter__(self):
        return iter(sorted(self.near))

    def __contains__(self, item):
        match item:
            case (a, b):
                return b in self.near.get(a, ())
            case a:
                return a in self.near

    def edges(self):
        for a in self:
            for b, weight in sorted(self.near[a].items()):
                if self.directed or a <= b:
                    yield Edge(a, b, weight)

    def reversed(self):
        return Graph(((b, a, w) for a, b, w in self.edges()), directed=True)

    def dijkstra(self, start):
        distance, before = defaultdict(lambda: inf, {start: 0}), {}
        heap = [(0, start)]
        while heap:
            far, node = heapq.heappop(heap)
            if far > distance[node]:
                continue
            for other, weight in self.near[node].items():
                if far + weight < distance[other]:
                    distance[other] = far + weight
                    before[other] = node
                    heapq.heappush(heap, (distance[other], other))
        return distance, before

    def path(self, start, end):
        _, before = self.dijkstra(start)
        way = [end]
        while way[-1] != start:
            try:
                way.append(before[way[-1]])
            except KeyError:
                return None
        return way[::-1]

    def components(self):
        seen = set()
        for start in self:
            if start in seen:
                continue
            part, queue = set(), deque([start])
            while queue:
                node = queue.popleft()
                if node not in part:
                    part.add(node)
                    queue.extend(self.near[node].keys() - part)
            seen |= part
            yield sorted(part)

    def order(self):
        """Topological, by depth first search with colours; raises ValueError on a circle."""
        colour, result = {}, []

        def visit(node, trail):
            if colour.get(node) == "done":
                return
            if colour.get(node) == "open":
                raise ValueError("circle: " + " ".join(trail[trail.index(node):] + [node]))
            colour[node] = "open"
            for other in sorted(self.near[node]):
                visit(other, trail + [node])
            colour[node] = "done"
            result.append(node)
        for node in self:
            visit(node, [])
        return result[::-1]


class Forest:
    def __init__(self):
        self.parent = {}

    def find(self, x):
        root = x
        while self.parent.setdefault(root, root) != root:
            root = self.parent[root]
        while self.parent[x] != root:
            self.parent[x], x = root, self.parent[x]
        return root

    def join(self, a, b):
        a, b = self.find(a), self.find(b)
        self.parent[a] = b
        return a != b


def kruskal(graph):
    forest = Forest()
    return [e for e in sorted(graph.edges(), key=lambda e: (e.weight, e)) if forest.join(e.start, e.end)]


def max_flow(graph, source, sink):
    rest = defaultdict(lambda: defaultdict(int))
    for a, b, weight in graph.edges():
        rest[a][b] += weight
    total = 0
    while True:
        before, queue = {source: None}, deque([source])
        while queue and sink not in before:
            node = queue.popleft()
            for other in sorted(rest[node]):
                if rest[node][other] > 0 and other not in before:
                    before[other] = node
                    queue.append(other)
        if sink not in before:
            cut = [(a, b) for a in sorted(before) for b in sorted(graph.near[a]) if b not in before]
            return total, cut
        flow, node = inf, sink
        while before[node] is not None:
            flow = min(flow, rest[before[node]][node])
            node = before[node]
        node = sink
        while before[node] is not None:
            rest[before[node]][node] -= flow
            rest[node][before[node]] += flow
            node = before[node]
        total += flow


def strong_components(graph):
    finished, seen = [], set()

    def walk(g, root, leave):
        stack = [(root, iter(sorted(g.near[root])))]
        seen.add(root)
        while stack:
            node, others = stack[-1]
            for other in others:
                if other not in seen:
                    seen.add(other)
                    stack.append((other, iter(sorted(g.near[other]))))
                    break
            else:
                leave(node)
                stack.pop()
    for node in graph:
        if node not in seen:
            walk(graph, node, finished.append)
    seen.clear()
    turned = graph.reversed()
    for node in reversed(finished):
        if node not in seen:
            part = []
            walk(turned, node, part.append)
            yield sorted(part)


towns = Graph([("a", "b", 7), ("a", "c", 9), ("a", "f", 14), ("b", "c", 10), ("b", "d", 15),
               ("c", "d", 11), ("c", "f", 2), ("d", "e", 6), ("e", "f", 9), ("x", "y", 1)])
distance, _ = towns.dijkstra("a")
print(sorted(distance.items()), towns.path("a", "e"), towns.path("a", "y"))
print(list(towns.components()), ("a", "b") in towns, ("a", "e") in towns, "q" in towns, len(towns))
tree = kruskal(towns)
print(sum(e.weight for e in tree), [e.start + e.end for e in tree], tree[0])

work = Graph([("plan", "dig"), ("dig", "pour"), ("pour", "build"), ("plan", "order"),
              ("order", "build"), ("build", "paint"), ("build", "wire"), ("wire", "paint")], directed=True)
print(work.order())
work.add("paint", "order")
try:
    work.order()
except ValueError as e:
    print(e)
print(list(strong_components(work)))

pipes = Graph([("s", "a", 10), ("s", "b", 5), ("a", "b", 15), ("a", "t", 4), ("b", "t", 11),
               ("a", "c", 8), ("c", "t", 9)], directed=True)
print(max_flow(pipes, "s", "t"), max_flow(pipes, "t", "s"))

grid = Graph()
side = 8
for x in range(side):
    for y in range(side):
        if x + 1 < side:
            grid.add((x, y), (x + 1, y), (x * 7 + y * 3) % 9 + 1)
        if y + 1 < side:
            grid.add((x, y), (x, y + 1), (x * 5 + y * 11) % 7 + 1)
far, _ = grid.dijkstra((0, 0))
way = grid.path((0, 0), (side - 1, side - 1))
print(far[side - 1, side - 1], len(way), way[:5], sum(far.values()), len(kruskal(grid)))


def colours(graph):
    chosen = {}
    for node in sorted(graph, key=lambda n: (-len(graph.near[n]), n)):
        used = {chosen.get(other) for other in graph.near[node]}
        chosen[node] = next(c for c in range(len(graph)) if c not in used)
    return chosen


wheel = Graph(chain(combinations(range(5), 2), ((n, n + 1) for n in range(5, 40)), [(40, 5), (0, 9)]))
paint = colours(wheel)
print(max(paint.values()) + 1, all(paint[a] != paint[b] for a, b, _ in wheel.edges()), sorted(paint)[:3])


@cache
def trips(a, b, steps):
    return int(a == b) if steps == 0 else sum(trips(n, b, steps - 1) for n in towns.near[a])


print([trips("a", "e", n) for n in range(9)], trips.cache_info().currsize)
