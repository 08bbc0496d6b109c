def walk(view, o, change):
    seen = []
    try:
        for item in view(o):
            seen.append(item)
            change(o, item)
    except RuntimeError as e:
        print(e, seen)
    else:
        print("end", seen)

def swap(d, k):
    del d[k]
    d[k + 10] = 0
def swap_item(d, item): swap(d, item[0])

walk(iter, {1: 2, 3: 4}, swap)  # expect: dictionary keys changed during iteration [1, 3]
walk(dict.items, {1: 2, 3: 4}, swap_item)
# expect: dictionary keys changed during iteration [(1, 2), (3, 4)]
walk(dict.keys, {1: 2, 3: 4}, swap)
# expect: dictionary keys changed during iteration [1, 3]
walk(dict.values, {1: 1, 3: 3}, swap)
# expect: dictionary keys changed during iteration [1, 3]
walk(iter, {1: 2, 3: 4}, lambda d, k: d.update({k: 5}))  # expect: end [1, 3]
d = {1: 1, 3: 3}
it = iter(d)
swap(d, next(it))
swap(d, next(it))
try: next(it)
except RuntimeError as e: print(e)  # expect: dictionary keys changed during iteration
print(list(it))  # expect: []
