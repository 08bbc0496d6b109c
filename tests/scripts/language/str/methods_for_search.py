s = "banana"
print(s.find("an"), s.rfind("an"), s.find("x"), s.index("na"), s.count("ana"))
# expect: 1 3 -1 2 1
print(s.find("a", 2, 4), s.startswith(("x", "ba")), s.endswith("na", 0, 4))
# expect: 3 True True
print("" in s, s.count(""), "".find(""))  # expect: True 7 0
try:
    s.index("x")
except ValueError as error:
    print(error)  # expect: substring not found
