# A suspended frame still holds what it needs no more; looking for views must not take
# that away under it.
def lengths():
    for n in range(3):
        yield len(str([n] * 5)) + len({n: [n]})


data = bytearray()
waiting = lengths()
for n in range(3):
    print(next(waiting))
    view = memoryview(data)
    del view
    data.append(n)
    other = [[k] for k in range(2000)]
# expect: 16
# expect: 16
# expect: 16
print(data)  # expect: bytearray(b'\x00\x01\x02')
