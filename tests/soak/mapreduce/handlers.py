import time
from collections import Counter

import scriptling.runtime as runtime

http, run, sync = runtime.http, runtime.run, runtime.sync
AT_A_TIME = 8


def count_words(text):
    with working():
        return dict(Counter(word.strip(".,;").lower() for word in text.split()))


class working:
    """Counts the calls that are under way. Not for what may be cancelled: that may happen
    between the count and the block."""

    def __enter__(self):
        sync.Atomic("busy").add(1)

    def __exit__(self, *_):
        sync.Atomic("busy").add(-1)


def pieces(items, count):
    size = max(1, (len(items) + count - 1) // count)
    return [items[n:n + size] for n in range(0, len(items), size)]


def words(request):
    lines = request.body.splitlines()
    calls = [run(count_words, "\n".join(piece)) for piece in pieces(lines, AT_A_TIME)]
    total = Counter()
    for part in runtime.gather(*calls):
        total.update(part)
    return dict(total)


def add_up(numbers):
    with working():
        for n in numbers:
            if not isinstance(n, int):
                raise TypeError(f"{n!r} is not a number")
        return sum(numbers)


def total(request):
    calls = [run(add_up, piece) for piece in pieces(request.json(), AT_A_TIME)]
    try:
        return {"sum": sum(runtime.gather(*calls))}
    except TypeError as error:
        return http.error(422, str(error))


def after(seconds, answer):
    time.sleep(seconds)
    return answer


def fastest(request):
    calls = [run(after, seconds, n) for n, seconds in enumerate(request.json())]
    try:
        return {"first": runtime.race(*calls)}
    finally:
        for call in calls:
            call.cancel()


def tree(depth):
    with working():
        if depth == 0:
            return 1
        return sum(runtime.gather(run(tree, depth - 1), run(tree, depth - 1)))


def deep(request):
    return {"leaves": run(tree, request.json()).get()}


def busy(request):
    return sync.Atomic("busy").get()
