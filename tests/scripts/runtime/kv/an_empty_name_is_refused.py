import scriptling.runtime as runtime

try:
    runtime.kv.open("")
except ValueError:
    print("refused")  # expect: refused
