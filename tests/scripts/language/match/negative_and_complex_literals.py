match -3:
    case -3: print("minus three")  # expect: minus three
match "ab":
    case "a" "b": print("joined")  # expect: joined
