d = {"a": 1}
print(d.pop("a"), d.pop("a", "gone"))  # expect: 1 gone
try: d.pop("a")
except KeyError as e: print(repr(e))  # expect: KeyError('a')
try: d.popitem()
except KeyError as e: print(e)  # expect: 'popitem(): dictionary is empty'
