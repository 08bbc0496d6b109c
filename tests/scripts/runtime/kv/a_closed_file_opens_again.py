import scriptling.runtime as runtime

old = runtime.kv.open("things.db")
old.set("k", 1)
old.close()
new = runtime.kv.open("things.db")
print(new.incr("k"))  # expect: 2
for use in (lambda: old.get("k"), lambda: old.set("k", 3), old.keys, old.close):
    try:
        use()
    except RuntimeError as error:
        print(error)
# expect: this store was closed
# expect: this store was closed
# expect: this store was closed
# expect: this store was closed
print(new.get("k"))  # expect: 2
