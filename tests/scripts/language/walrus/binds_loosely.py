x = (y := 5, 6)
print(x, y)  # expect: (5, 6) 5
