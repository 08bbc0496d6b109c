print(-7 // 2)  # expect: -4
print(7 // -2)  # expect: -4
print(-7 % 3)  # expect: 2
print(7 % -3)  # expect: -2
print(divmod(-7, 2))  # expect: (-4, 1)
