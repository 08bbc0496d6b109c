print(slice(1, 2) == slice(1, 2, None), slice(1) != slice(2), slice(1, 2, 3).step, repr(slice("a", None)))
# expect: True True 3 slice('a', None, None)
try: hash(slice(1))
except TypeError as e: print(e)  # expect: unhashable type: 'slice'
