# Entries that come and go at either end or in the middle, against a list of pairs.
from collections import OrderedDict
import random

chance = random.Random(7)


def check(steps, span):
    d, model = OrderedDict(), []
    for step in range(steps):
        action = chance.randrange(8)
        key = chance.randrange(span)
        place = next((n for n, (k, _) in enumerate(model) if k == key), None)
        if action < 2:
            d[key] = step
            if place is None:
                model.append((key, step))
            else:
                model[place] = (key, step)
        elif action == 2 and model:
            last = bool(chance.randrange(2))
            assert d.popitem(last=last) == model.pop(-1 if last else 0)
        elif action in (3, 4) and place is not None:
            last = action == 3
            d.move_to_end(key, last=last)
            model.insert(len(model) if last else 0, model.pop(place))
        elif action == 5:
            assert d.pop(key, None) == (None if place is None else model.pop(place)[1])
        elif action == 6 and model:
            assert next(iter(d)) == model[0][0] and next(reversed(d)) == model[-1][0]
        elif action == 7 and not chance.randrange(200):
            d, model = OrderedDict(d), list(model)
        assert len(d) == len(model)
        if not step % 25:
            assert list(d.items()) == model
            assert all((k in d) == any(k == known for known, _ in model) for k in range(span))
    return list(d.items()) == model


print(all(check(250, span) for span in (3, 8, 12, 40, 100)))  # expect: True
