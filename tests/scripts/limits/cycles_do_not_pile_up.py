# options: --env-memory 16M
# timeout: 20
class Node: pass
for _ in range(100000):
    a, b = Node(), Node()
    a.other, b.other = b, a
    ring = [a]
    ring.append(ring)
print("flat")  # expect: flat
