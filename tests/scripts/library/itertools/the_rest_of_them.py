import operator
from itertools import (accumulate, chain, compress, dropwhile, filterfalse, pairwise, starmap,
                       takewhile, tee, zip_longest)

print(list(chain("ab", [], [1])), list(chain.from_iterable(["ab", "c"])), list(chain()))
# expect: ['a', 'b', 1] ['a', 'b', 'c'] []
print(list(accumulate([1, 2, 3])), list(accumulate([2, 3], operator.mul, initial=1)),
      list(accumulate([], initial=5)), list(accumulate("abc")))
      # expect: [1, 3, 6] [1, 2, 6] [5] ['a', 'ab', 'abc']
print(list(compress("abcd", [1, 0, 1])), list(dropwhile(lambda n: n < 3, [1, 3, 1])),
      list(filterfalse(None, [0, 1, ""])), list(takewhile(bool, [1, 2, 0, 3])))
      # expect: ['a', 'c'] [3, 1] [0, ''] [1, 2]
print(list(pairwise("abc")), list(pairwise([1])), list(starmap(pow, [(2, 3), (3, 2)])))
# expect: [('a', 'b'), ('b', 'c')] [] [8, 9]
print(list(zip_longest("ab", [1], fillvalue="-")), list(zip_longest()))
# expect: [('a', 1), ('b', '-')] []
a, b, c = tee(iter([1, 2, 3]), 3)
print(next(a), next(a), list(b), list(a), list(c), tee([], 0))
# expect: 1 2 [1, 2, 3] [3] [1, 2, 3] ()


class Evens(filterfalse):
    pass


print(list(Evens(lambda n: n % 2, range(5))), iter(a) is a, next(a, "end"))
# expect: [0, 2, 4] True end


def stops(n):
    raise StopIteration


print(list(starmap(stops, [(1,)])))  # expect: []
