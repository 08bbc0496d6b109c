x = "global"


class A:
    x = "class"

    def f(self):
        return x

    y = [x for _ in range(1)]
    z = x


print(A().f(), A.y, A.z)  # expect: global ['global'] class
