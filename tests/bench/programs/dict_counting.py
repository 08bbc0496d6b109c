# Dict reads and writes with string and int keys: counting words and pairs.
def words(count):
    state = 42
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        yield "w" + str(state % 997)


counts = {}
pairs = {}
previous = None
for word in words(700000):
    counts[word] = counts.get(word, 0) + 1
    if previous is not None:
        key = len(previous) * 10 + len(word)
        if key in pairs:
            pairs[key] += 1
        else:
            pairs[key] = 1
    previous = word
top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
print(len(counts), top, sorted(pairs.items()))
