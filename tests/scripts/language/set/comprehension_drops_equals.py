print(sorted({x % 3 for x in range(10)}), len({1, 1.0, True}), {1, True, 1.0})  # expect: [0, 1, 2] 1 {1}
