t = str.maketrans("abc", "xyz", "d")
print("abcd".translate(t), "abc".translate({97: None, 98: "BB", 99: 100}), str.maketrans({"a": 1}))
# expect: xyz BBd {97: 1}
try: str.maketrans("ab", "x")
except ValueError as e: print(e)  # expect: the first two maketrans arguments must have equal length
