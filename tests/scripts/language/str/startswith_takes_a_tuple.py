print("abc".startswith(("x", "ab")), "abc".endswith(("c", "x")), "abc".startswith("b", 1), "".startswith(""), "abc".startswith(()))
# expect: True True True True False
try: "abc".startswith(5)
except TypeError as e: print(e)  # expect: startswith first arg must be str or a tuple of str, not int
