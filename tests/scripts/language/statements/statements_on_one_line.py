x = 1; y = 2; print(x + y)  # expect: 3
if x: print("a"); print("b")
# expect: a
# expect: b
