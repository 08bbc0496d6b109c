# timeout: 30
# large: thirty thousand keys
import scriptling.runtime as runtime
import time

store = runtime.kv.open(":memory:many")
store.set_many({f"k{n:06}": n for n in range(30_000)})
store.set("other", True)


def change(count):
    many = runtime.kv.open(":memory:many")
    for n in range(count):
        many.set_many({f"k{n:06}": -1, f"k{29_999 - n:06}": -1})


def is_whole(items):
    values = dict(items)
    return all(values[f"k{n:06}"] == values[f"k{29_999 - n:06}"] or n == 29_999 - n
               for n in range(15_000)
               if -1 in (values[f"k{n:06}"], values[f"k{29_999 - n:06}"]))


call = runtime.run(change, 2000)
looks = []
while not call.done():
    items = store.items("k*")
    looks.append(len(items) == 30_000 and is_whole(items) and items == sorted(items))
call.get()
print(len(looks) > 0, all(looks))  # expect: True True
keys = store.keys("k*")
print(len(keys), keys == sorted(keys), len(store.keys("*9")), len(store.keys()))
# expect: 30000 True 3000 30001


def listing():
    many = runtime.kv.open(":memory:many")
    try:
        while True:
            many.keys()
    except RuntimeError as error:
        return str(error)


call = runtime.run(listing)
time.sleep(0.1)
store.close()
print(call.get())  # expect: this store was closed
