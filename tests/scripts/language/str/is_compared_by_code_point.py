print("a" < "b", "Z" < "a", "abc" < "abcd", "é" > "z", "\uffff" < "\U00010000")
# expect: True True True True True
print(sorted(["b", "A", "a", "B"]), min("hello"), max("hello"))
# expect: ['A', 'B', 'a', 'b'] e o
