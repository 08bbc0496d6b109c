def shape(x):
    match x:
        case [97, *rest]:
            return rest
        case [_, _]:
            return 2
        case memoryview():
            return "view"


print(shape(memoryview(b"abc")), shape(memoryview(b"xy")), shape(memoryview(b"")), shape(b"ab"))
# expect: [98, 99] 2 view None
