match [1, [2, 3]]:
    case [x, [y, *_] as inner]: print(x, y, inner)  # expect: 1 2 [2, 3]
