print("aaa".replace("a", "b", 2), "abc".replace("", "-"), "-".join("abc"), "".join([]))
# expect: bba -a-b-c- a-b-c 
print("abc".translate({97: "x", 98: None}), "abc".translate(str.maketrans("ab", "xy")))
# expect: xc xyc
try:
    ",".join(["a", 1])
except TypeError as error:
    print(error)  # expect: sequence item 1: expected str instance, int found
