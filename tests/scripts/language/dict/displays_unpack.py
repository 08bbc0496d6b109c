a = {"x": 1}
print({**a, "y": 2, **{"x": 3}}, {"x": 0, **a})  # expect: {'x': 3, 'y': 2} {'x': 1}
try: {**5}
except TypeError as e: print(e)  # expect: 'int' object is not a mapping
