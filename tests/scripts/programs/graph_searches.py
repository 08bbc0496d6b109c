# Searches of graphs: breadth first, depth first, cheapest path, order, components, cycles.


class Graph:
    def __init__(self, directed=False):
        self.edges, self.directed = {}, directed

    @classmethod
    def parse(cls, text, directed=False):
        graph = cls(directed)
        for line in text.strip().splitlines():
            source, _, rest = line.partition(":")
            graph.edges.setdefault(source.strip(), {})
            for word in rest.split():
                target, _, weight = word.partition("=")
                graph.connect(source.strip(), target, int(weight or 1))
        return graph

    def connect(self, a, b, weight=1):
        self.edges.setdefault(a, {})[b] = weight
        self.edges.setdefault(b, {})
        if not self.directed:
            self.edges[b][a] = weight

    def __iter__(self):
        return iter(sorted(self.edges))

    def __contains__(self, node):
        return node in self.edges

    def __getitem__(self, node):
        return sorted(self.edges[node].items())

    def __len__(self):
        return len(self.edges)

    def breadth_first(self, start):
        seen, queue = {start}, [(start, 0)]
        for node, depth in queue:
            yield node, depth
            for other, _ in self[node]:
                if other not in seen:
                    seen.add(other)
                    queue.append((other, depth + 1))

    def depth_first(self, node, seen=None):
        seen = seen if seen is not None else set()
        seen.add(node)
        yield node
        for other, _ in self[node]:
            if other not in seen:
                yield from self.depth_first(other, seen)

    def cheapest(self, start, goal):
        best, done = {start: (0, None)}, set()
        while open_nodes := best.keys() - done:
            node = min(open_nodes, key=lambda n: (best[n][0], n))
            done.add(node)
            if node == goal:
                break
            for other, weight in self[node]:
                cost = best[node][0] + weight
                if other not in best or cost < best[other][0]:
                    best[other] = cost, node
        if goal not in best:
            return None
        path, node = [], goal
        while node is not None:
            path.append(node)
            node = best[node][1]
        return best[goal][0], path[::-1]

    def components(self):
        left = set(self.edges)
        while left:
            part = set(self.depth_first(min(left)))
            yield sorted(part)
            left -= part

    def order(self):
        """Every node behind those that point to it."""
        marks, result = {}, []

        def visit(node, path):
            match marks.get(node):
                case "done":
                    return
                case "open":
                    raise ValueError("cycle: " + " ".join(path[path.index(node):] + [node]))
            marks[node] = "open"
            for other, _ in self[node]:
                visit(other, path + [node])
            marks[node] = "done"
            result.append(node)

        for node in self:
            visit(node, [])
        return result[::-1]

    def paths(self, start, goal, path=()):
        path += (start,)
        if start == goal:
            yield path
            return
        for other, _ in self[start]:
            if other not in path:
                yield from self.paths(other, goal, path)

    def spanning_tree(self):
        parent = {node: node for node in self}

        def root(node):
            while parent[node] != node:
                parent[node] = node = parent[parent[node]]
            return node

        edges = sorted((w, a, b) for a in self for b, w in self[a] if a < b)
        for weight, a, b in edges:
            if (ra := root(a)) != (rb := root(b)):
                parent[ra] = rb
                yield a, b, weight


def island_sizes(rows):
    land = {(x, y) for y, row in enumerate(rows) for x, c in enumerate(row) if c == "#"}
    while land:
        stack, size = [land.pop()], 0
        while stack:
            x, y = stack.pop()
            size += 1
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                if (p := (x + dx, y + dy)) in land:
                    land.remove(p)
                    stack.append(p)
        yield size


town = Graph.parse("""
a: b=7 c=9 f=14
b: c=10 d=15
c: d=11 f=2
d: e=6
e: f=9
x: y=1
""")
print(len(town), "a" in town, "q" in town, town["c"])
print(list(town.breadth_first("a")))
print(list(town.depth_first("a")))
print(town.cheapest("a", "e"), town.cheapest("a", "x"), town.cheapest("d", "d"))
print(list(town.components()))
print(sorted(town.paths("a", "e"), key=lambda p: (len(p), p))[:4])
print(list(town.spanning_tree()), sum(w for *_, w in town.spanning_tree()))
work = Graph.parse("shirt: tie belt\ntie: jacket\ntrousers: shoes belt\nbelt: jacket\nsocks: shoes", directed=True)
print(work.order())
work.connect("jacket", "shirt")
try:
    work.order()
except ValueError as e:
    print(e)
print(sorted(island_sizes(["##..#", "#..##", "..#..", "##.##"])))
knight = Graph()
for x in range(4):
    for y in range(4):
        for dx, dy in ((1, 2), (2, 1), (-1, 2), (-2, 1)):
            if 0 <= x + dx < 4 and 0 <= y + dy < 4:
                knight.connect((x, y), (x + dx, y + dy))
print(knight.cheapest((0, 0), (3, 3)), max(d for _, d in knight.breadth_first((0, 0))))

# expect: 8 True False [('a', 9), ('b', 10), ('d', 11), ('f', 2)]
# expect: [('a', 0), ('b', 1), ('c', 1), ('f', 1), ('d', 2), ('e', 2)]
# expect: ['a', 'b', 'c', 'd', 'e', 'f']
# expect: (20, ['a', 'c', 'f', 'e']) None (0, ['d'])
# expect: [['a', 'b', 'c', 'd', 'e', 'f'], ['x', 'y']]
# expect: [('a', 'f', 'e'), ('a', 'b', 'd', 'e'), ('a', 'c', 'd', 'e'), ('a', 'c', 'f', 'e')]
# expect: [('x', 'y', 1), ('c', 'f', 2), ('d', 'e', 6), ('a', 'b', 7), ('a', 'c', 9), ('e', 'f', 9)] 34
# expect: ['trousers', 'socks', 'shoes', 'shirt', 'tie', 'belt', 'jacket']
# expect: cycle: belt jacket shirt belt
# expect: [1, 2, 2, 3, 3]
# expect: (2, [(0, 0), (1, 2), (3, 3)]) 5
