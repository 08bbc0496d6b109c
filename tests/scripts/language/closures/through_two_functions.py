def a():
    x = 1
    def b():
        def c():
            nonlocal x
            x += 10
            return x
        return c
    return b()(), x
print(a())  # expect: (11, 11)
