def f(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return f"one {a}"
        case [a, *rest] if a == "go":
            return f"go {rest}"
        case (a, b):
            return f"pair {a} {b}"
        case {"kind": "point", "x": x, **other}:
            return f"point {x} {other}"
        case {}:
            return "mapping"
        case str() as s:
            return f"text {s}"


print(f([]), f([1]), f(["go", 1, 2]), f((3, 4)), f({"kind": "point", "x": 1, "y": 2}))
# expect: empty one 1 go [1, 2] pair 3 4 point 1 {'y': 2}
print(f({"z": 0}), f("ab"), f(5))  # expect: mapping text ab None
