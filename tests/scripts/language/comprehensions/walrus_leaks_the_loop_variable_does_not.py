print([y := x * 2 for x in range(3)], y)  # expect: [0, 2, 4] 4
try: x
except NameError as e: print(e)  # expect: name 'x' is not defined
