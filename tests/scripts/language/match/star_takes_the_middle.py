for v in ([1], [1, 2], [1, 2, 3, 4]):
    match v:
        case [first, *middle, last]: print(first, middle, last)
        case [only]: print(only)
# expect: 1
# expect: 1 [] 2
# expect: 1 [2, 3] 4
