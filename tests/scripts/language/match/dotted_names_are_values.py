class Color:
    RED = "r"
    BLUE = "b"
for c in "rbx":
    match c:
        case Color.RED: print("red")  # expect: red
        case Color.BLUE: print("blue")  # expect: blue
        case _: print("other")  # expect: other
