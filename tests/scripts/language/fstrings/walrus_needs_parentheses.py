print(f"{(y := 5)} {y}")  # expect: 5 5
