match 1, "a":
    case int(), str() as s: print(s)  # expect: a
