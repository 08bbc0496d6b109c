print(sum([1j, 2, 3.5]), sum([1, 2j], 1.5), sum([0.5, 0.25, 1j]), sum([], 1j), sum([1j] * 10))
# expect: (5.5+1j) (2.5+2j) (0.75+1j) 1j 10j
print(max([1j, 2j], key=abs), min([3 + 4j, 1j], key=lambda z: z.real), sorted([2j, 1j, 3 + 0j], key=lambda z: (z.imag, z.real)))
# expect: 2j 1j [(3+0j), 1j, 2j]
try:
    print(max(1j, 2j))
except TypeError as e:
    print(e)  # expect: '>' not supported between instances of 'complex' and 'complex'
try:
    print(sorted([2j, 1j]))
except TypeError as e:
    print(e)  # expect: '<' not supported between instances of 'complex' and 'complex'
print([1j] * 2, (1j,) + (2,), dict(a=1j), {1j: 2}.get(1j), list(map(complex, ["1", "2j"])), [1, 1j].index(1j), [1, 1 + 0j].count(1))
# expect: [1j, 1j] (1j, 2) {'a': 1j} 2 [(1+0j), 2j] 1 2
