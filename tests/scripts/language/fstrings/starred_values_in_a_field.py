a, b = [1, 2], 3
print(f"{*a, b} {*a,}")  # expect: (1, 2, 3) (1, 2)
