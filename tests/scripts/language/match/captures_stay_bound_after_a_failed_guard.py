match (1, 2):
    case (a, b) if a > b: pass
    case _: print(a, b)  # expect: 1 2
