"""Lists whose first item is the least."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest",
           "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables, sorted, drawn one by one."""
    heap = []
    sign = -1 if reverse else 1
    for number, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            # The number decides between equal items: earlier iterables come first.
            rank = item if key is None else key(item)
            heap.append([rank, sign * number, item, iterator])
            break
    heapify_, replace, pop = ((_heapify_max, _heapreplace_max, _heappop_max) if reverse
                              else (heapify, heapreplace, heappop))
    heapify_(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        for item in entry[3]:
            entry[0] = item if key is None else key(item)
            entry[2] = item
            replace(heap, entry)
            break
        else:
            pop(heap)


def nsmallest(n, iterable, key=None):
    """The n least items, least first; as sorted(iterable, key=key)[:n]."""
    if n <= 0:
        return []
    iterator = iter(iterable)
    heap = [(item if key is None else key(item), order, item)
            for order, item in zip(range(n), iterator)]
    _heapify_max(heap)
    for order, item in enumerate(iterator, n):
        rank = item if key is None else key(item)
        if rank < heap[0][0]:
            _heapreplace_max(heap, (rank, order, item))
    heap.sort()
    return [entry[2] for entry in heap]


def nlargest(n, iterable, key=None):
    """The n greatest items, greatest first; as sorted(..., reverse=True)[:n]."""
    if n <= 0:
        return []
    iterator = iter(iterable)
    heap = [(item if key is None else key(item), -order, item)
            for order, item in zip(range(n), iterator)]
    heapify(heap)
    for order, item in enumerate(iterator, n):
        rank = item if key is None else key(item)
        if heap and heap[0][0] < rank:
            heapreplace(heap, (rank, -order, item))
    heap.sort(reverse=True)
    return [entry[2] for entry in heap]
