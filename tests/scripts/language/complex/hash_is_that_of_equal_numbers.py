print(hash(1 + 0j), hash(2.5 + 0j) == hash(2.5), hash(complex(10**20)) == hash(10**20), hash(1j), hash(0j))
# expect: 1 True True 1000003 0
print(hash(complex(0, -1)), hash(3 + 4j), hash(complex("inf")), hash(complex("-infj")), hash(1 - 1e300j))
# expect: -2000006 4000015 314159 -314159942477 -6004038717237113779
d = {1: "one", 2j: "two"}
print(d[1 + 0j], d[2j], 1.0 + 0j in {1, 2}, len({1j, 1j, 1 + 0j, 1}), len({0j, 0, 0.0, False, -0j}))
# expect: one two True 2 1
