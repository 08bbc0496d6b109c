def g():
    for i in range(5):
        print("made", i)
# expect: made 0
# expect: made 1
# expect: made 2
        yield i
try: a, b = g()
except ValueError as e: print(e)  # expect: too many values to unpack (expected 2)
