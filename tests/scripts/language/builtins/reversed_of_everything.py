print(list(reversed([1, 2])), list(reversed("ab")), list(reversed((1, 2))), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})), list(reversed(b"ab")))
# expect: [2, 1] ['b', 'a'] [2, 1] [2, 1, 0] ['b', 'a'] [98, 97]
try: reversed({1})
except TypeError as e: print(e)  # expect: 'set' object is not reversible
