try: ",".join(["a", 1])
except TypeError as e: print(e)  # expect: sequence item 1: expected str instance, int found
print("-".join("abc"), "".join([]), ",".join({"x": 1}))  # expect: a-b-c  x
