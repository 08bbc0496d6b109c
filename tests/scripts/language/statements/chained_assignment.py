a = b = c = [1]
a.append(2)
print(a is b is c, c)  # expect: True [1, 2]
