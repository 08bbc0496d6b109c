try: [1] + (2,)
except TypeError as e: print(e)  # expect: can only concatenate list (not "tuple") to list
a = [1]
a += (2,)
a += "x"
print(a)  # expect: [1, 2, 'x']
