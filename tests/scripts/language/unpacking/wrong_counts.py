for text, f in {"few": lambda: (lambda a, b: 0)(*[1]), "too": 0}.items(): pass
for v in ([1], [1, 2, 3], "", 5):
    try: a, b = v
    except (ValueError, TypeError) as e: print(e)
# expect: not enough values to unpack (expected 2, got 1)
# expect: too many values to unpack (expected 2)
# expect: not enough values to unpack (expected 2, got 0)
# expect: cannot unpack non-iterable int object
try: a, *b, c = [1]
except ValueError as e: print(e)  # expect: not enough values to unpack (expected at least 2, got 1)
