x: int
y: "text" = 1
try: x
except NameError as e: print(e)  # expect: name 'x' is not defined
print(y, __annotations__)  # expect: 1 {'x': <class 'int'>, 'y': 'text'}
