# Sorting: plain, with key functions, on tuples, in reverse; and bisecting by hand.
def numbers(count):
    state = 7
    out = []
    for _ in range(count):
        state = (state * 16807) % 2147483647
        out.append(state)
    return out


def position(items, x):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


data = numbers(90000)
plain = sorted(data)
keyed = sorted(data, key=lambda n: (n % 1000, n))
names = sorted([f"n{n % 5000:04d}" for n in data], key=str.lower, reverse=True)
pairs = [(n % 100, str(n)) for n in data]
pairs.sort()
print(plain[1000], keyed[2000], names[3000], pairs[4000],
      sum(position(plain, n) for n in data[:40000]))
