print([1, [2, 3]] == [1, [2, 3]], [1, 2] < [1, 3], [1] < [1, 0], [] < [0])
# expect: True True True True
print([1, 2] + [3], [0] * 3, 2 in [1, 2], [1] is [1])  # expect: [1, 2, 3] [0, 0, 0] True False
