a = 1; b = 2
c = a + \
    b
d = (a +
     b)
if a: print(c, d); print("same line")
# expect: 3 3
# expect: same line
