class Adds(list):
    def __add__(self, other):
        return "add"


class Times(list):
    def __mul__(self, other):
        return "mul"


class Right(list):
    def __rmul__(self, other):
        return "rmul"


for cls in Adds, Times, Right:
    made = kept = cls([1])
    made += [2]
    print(type(made).__name__, made is kept, end=" ")
    made *= 2
    print(type(made).__name__, made is kept, made)
# expect: Adds True Adds True [1, 2, 1, 2]
# expect: Times True str False mul
# expect: Right True list False [1, 2, 1, 2]
