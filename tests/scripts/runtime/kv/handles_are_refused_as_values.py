import scriptling.runtime as runtime

try:
    runtime.kv.default.set("k", [runtime.sync.Queue("q")])
except TypeError:
    print("refused")  # expect: refused
print(runtime.kv.default.exists("k"))  # expect: False
