print(hash((1, 2)) == hash((1.0, 2)), {(1, "a"): "x"}[(1.0, "a")])  # expect: True x
try: hash((1, []))
except TypeError as e: print(e)  # expect: unhashable type: 'list'
