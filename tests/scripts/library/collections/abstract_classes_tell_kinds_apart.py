from collections import deque
from collections.abc import (Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping,
                             MutableSequence, Sequence, Set, Sized)

print([isinstance([], c) for c in (Iterable, Iterator, Sequence, MutableSequence, Hashable, Sized)])
# expect: [True, False, True, True, False, True]
print([isinstance({}, c) for c in (Mapping, MutableMapping, Set, Callable)], isinstance(1, Hashable))
# expect: [True, True, False, False] True
print(isinstance(iter([]), Iterator), isinstance(len, Callable), isinstance("a", Sequence),
      isinstance({1}, Set), issubclass(dict, Mapping), isinstance({}.keys(), Set))
      # expect: True True True True True True


class Words(Sequence):
    def __init__(self, text):
        self.words = text.split()

    def __len__(self):
        return len(self.words)

    def __getitem__(self, index):
        return self.words[index]


w = Words("a b c b")
print(list(w), "b" in w, w.index("b"), w.count("b"), list(reversed(w)))
# expect: ['a', 'b', 'c', 'b'] True 1 2 ['b', 'c', 'b', 'a']


class Half(Mapping):
    def __len__(self):
        return 0


try:
    Half()
except TypeError as error:
    print(error)
    # expect: Can't instantiate abstract class Half with abstract methods __getitem__, __iter__
