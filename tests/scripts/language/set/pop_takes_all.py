s = set(range(20000))
taken = 0
while s:
    taken += s.pop()
    if taken % 7 == 0 and len(s) < 15000:
        s.add(-1)
        s.discard(-1)
print(taken, len(s))  # expect: 199990000 0
