s = {1}
s.discard(5); s.discard(1)
try: s.remove(1)
except KeyError as e: print(repr(e))  # expect: KeyError(1)
try: s.pop()
except KeyError as e: print(e)  # expect: 'pop from an empty set'
