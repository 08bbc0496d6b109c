print("ab".center(5) + "|", "ab".center(5, "*"), "ab".ljust(4, "-"), "ab".rjust(4, "-"), "abc".center(2))
# expect:   ab | **ab* ab-- --ab abc
try: "a".center(5, "xy")
except TypeError as e: print(e)  # expect: The fill character must be exactly one character long
