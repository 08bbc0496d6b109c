print(1, 2, sep="")  # expect: 12
print("a", end="b\n")  # expect: ab
print()  # expect: 
print(None, [1], sep=", ")  # expect: None, [1]
try: print(1, sep=5)
except TypeError as e: print(e)  # expect: sep must be None or a string, not int
