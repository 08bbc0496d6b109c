# Sets: membership, growth, union and difference, in a sieve and a walk.
def sieve(limit):
    composite = set()
    primes = []
    for n in range(2, limit):
        if n not in composite:
            primes.append(n)
            for multiple in range(n * n, limit, n):
                composite.add(multiple)
    return primes


def reachable(nodes, steps):
    seen = {0}
    frontier = {0}
    for _ in range(steps):
        following = {(3 * n + 1) % nodes for n in frontier} | {
            (5 * n + 2) % nodes for n in frontier}
        frontier = following - seen
        seen |= frontier
    return len(seen)


primes = sieve(1200000)
print(len(primes), primes[-1], reachable(100003, 40))
