import scriptling.runtime as runtime

for key in ("", "x" * 4097, 5, None):
    try:
        runtime.kv.default.set(key, 1)
    except (ValueError, TypeError):
        print("refused")
print(runtime.kv.default.set("x" * 4096, 1))
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: None
