print("b" in "abc", "" in "", "bc" in "abc", "ac" in "abc")  # expect: True True True False
try: 1 in "abc"
except TypeError as e: print(e)  # expect: 'in <string>' requires string as left operand, not int
