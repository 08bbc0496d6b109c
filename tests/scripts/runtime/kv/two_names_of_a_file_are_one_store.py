import scriptling.runtime as runtime

one = runtime.kv.open("things.db")
two = runtime.kv.open("./things.db")
one.set("k", 1)
print(two.get("k"))  # expect: 1
two.close()
try:
    one.get("k")
except RuntimeError as error:
    print(error)  # expect: this store was closed
