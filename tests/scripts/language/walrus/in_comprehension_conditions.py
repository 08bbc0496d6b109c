print([y for x in range(6) if (y := x * x) % 2 == 0], y)  # expect: [0, 4, 16] 25
