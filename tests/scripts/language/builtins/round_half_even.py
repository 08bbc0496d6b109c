print([round(x / 2) for x in range(-3, 6)], round(2.5, 0), round(1234.5678, 2), round(True))
# expect: [-2, -1, 0, 0, 0, 1, 2, 2, 2] 2.0 1234.57 1
