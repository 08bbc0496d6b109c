import scriptling.runtime as runtime

data = [None, True, -1, 2 ** 100, 1.5, "é", b"\x00", (1,), {1: {"a"}}, {"k": [(), {}]}]
back = runtime.run(lambda x: x, data).get()
print(back == data, back is data)  # expect: True False
print(back)
# expect: [None, True, -1, 1267650600228229401496703205376, 1.5, 'é', b'\x00', (1,), {1: {'a'}}, {'k': [(), {}]}]
