d = {}
d.update({"a": 1}, b=2)
d.update([("c", 3), "de"])
print(d)  # expect: {'a': 1, 'b': 2, 'c': 3, 'd': 'e'}
for bad in ([1], ["abc"], 5):
    try: d.update(bad)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError 'int' object is not iterable
