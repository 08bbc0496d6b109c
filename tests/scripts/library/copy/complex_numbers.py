import copy


class C(complex):
    pass


z = 1 + 2j
print(copy.copy(z), copy.deepcopy(z) is z, copy.deepcopy([z, {z: z}]))  # expect: (1+2j) True [(1+2j), {(1+2j): (1+2j)}]
c = C(3, 4)
c.x = [1]
d = copy.deepcopy(c)
print(d, type(d).__name__, d.x, d.x is c.x, copy.copy(c).x is c.x)  # expect: (3+4j) C [1] False True
