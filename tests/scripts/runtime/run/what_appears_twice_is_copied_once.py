import scriptling.runtime as runtime

text, raw, number = "x" * 1_000_000, b"y" * 1_000_000, 10**1000


def same(values):
    return len(values), all(v is values[0] for v in values)


for value in (text, raw, number):
    print(runtime.run(same, [value] * 100).get())
# expect: (100, True)
# expect: (100, True)
# expect: (100, True)
print(same(runtime.run(lambda: [text] * 100).get()))  # expect: (100, True)
table = {"a": text, "b": [text, {"c": text}]}
again = [text]
print(runtime.run(lambda: table["a"] is table["b"][0] is table["b"][1]["c"] is again[0]).get())
# expect: True
queue = runtime.sync.Queue("texts")
queue.put([text] * 70)
print(same(queue.get()))  # expect: (70, True)
runtime.kv.set("texts", [text] * 60)
print(len(runtime.kv.get("texts")))  # expect: 60
try:
    runtime.run(same, [text + str(n) for n in range(70)])
except ValueError as error:
    print(error)
# expect: args is larger than a message may be (67108864 bytes)
