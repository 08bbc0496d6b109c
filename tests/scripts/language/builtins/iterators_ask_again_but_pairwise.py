# What draws from another iterator asks that again after its end; pairwise() does not.
import itertools


class Thirds:
    """Says at every third step that it is over."""

    def __init__(self):
        self.steps = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.steps += 1
        if self.steps % 3 == 0:
            raise StopIteration
        return self.steps


for make in (zip, enumerate, lambda it: map(str, it), lambda it: filter(None, it),
             lambda it: zip(it, it), itertools.pairwise):
    made = make(Thirds())
    print([list(made) for _ in range(3)])
# expect: [[(1,), (2,)], [(4,), (5,)], [(7,), (8,)]]
# expect: [[(0, 1), (1, 2)], [(2, 4), (3, 5)], [(4, 7), (5, 8)]]
# expect: [['1', '2'], ['4', '5'], ['7', '8']]
# expect: [[1, 2], [4, 5], [7, 8]]
# expect: [[(1, 2)], [(4, 5)], [(7, 8)]]
# expect: [[(1, 2)], [], []]
