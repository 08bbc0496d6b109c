try: "a" + 1
except TypeError as e: print(e)  # expect: can only concatenate str (not "int") to str
try: 1 + "a"
except TypeError as e: print(e)  # expect: unsupported operand type(s) for +: 'int' and 'str'
