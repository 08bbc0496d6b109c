class A: x = 1
try: vars(A)["y"] = 2
except TypeError as e: print(e)  # expect: 'mappingproxy' object does not support item assignment
print(type(vars(A)).__name__, vars(A)["x"])  # expect: mappingproxy 1
