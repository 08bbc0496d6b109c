x = 5
print(1 < x < 10, 1 < x > 3, 1 == 1.0 == True, not 1 < 2 < 2, 3 > 2 == 2)
# expect: True True True True True
