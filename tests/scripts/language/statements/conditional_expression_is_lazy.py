print(1 if True else 1 // 0, 2 if 0 else 3 if 0 else 4)  # expect: 1 4
