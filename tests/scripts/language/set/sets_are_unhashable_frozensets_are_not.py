print({frozenset({1}): "ok"}[frozenset({1})])  # expect: ok
try: {set()}
except TypeError as e: print(e)  # expect: unhashable type: 'set'
