x = 1 + \
    2
y = (1
     + 2)  # comment
z = [
    1,

    2,
]
print(x, y, z)  # expect: 3 3 [1, 2]
