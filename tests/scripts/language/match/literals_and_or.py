def f(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2:
            return "small"
        case "a":
            return "letter"
        case None:
            return "none"
        case True:
            return "true"
        case _:
            return "other"


print(f(0), f(2), f("a"), f(None), f(True), f(3.5), f(1.0))
# expect: zero small letter none small other small
