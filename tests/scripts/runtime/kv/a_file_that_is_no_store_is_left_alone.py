import scriptling.runtime as runtime

for _ in range(2):  # Had the first one written to it, the second would find a store.
    try:
        runtime.kv.open(__file__).set("k", 1)
    except OSError as error:
        print(str(error).endswith("is_left_alone.py' is not a key-value store"))
# expect: True
# expect: True
