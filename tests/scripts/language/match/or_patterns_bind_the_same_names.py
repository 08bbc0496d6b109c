for v in ([1, 2], (3,), {"k": 4}):
    match v:
        case [x] | [_, x] | {"k": x}: print(x)
# expect: 2
# expect: 3
# expect: 4
