import scriptling.runtime as runtime

with open("notes.txt", "w") as file:
    file.write("not a store, and long enough to be looked at " * 100)
try:
    runtime.kv.open("notes.txt").set("k", 1)
except Exception as error:
    print("notes.txt" in str(error))  # expect: True
with open("notes.txt") as file:
    print(file.read()[:11])  # expect: not a store
