print("ab" * 3, 2 * "x", "a" * 0, "a" * -1, "a" * True)  # expect: ababab xx   a
try: "a" * 1.5
except TypeError as e: print(e)  # expect: can't multiply sequence by non-int of type 'float'
