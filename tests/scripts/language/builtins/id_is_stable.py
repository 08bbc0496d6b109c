a = []
print(id(a) == id(a), id(a) != id([]), id(None) == id(None))  # expect: True True True
