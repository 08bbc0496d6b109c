# python differs: Scriptling's forms with an end
from itertools import batched, count, cycle

print(count(1, 5, 1), count(5, 1, -2), list(cycle("ab", 2)))
# expect: [1, 2, 3, 4] [5, 3] ['a', 'b', 'a', 'b']
print(list(batched("abcde", 2)))  # expect: [('a', 'b'), ('c', 'd'), ('e',)]
