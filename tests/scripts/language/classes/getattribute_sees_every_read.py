class A:
    x = 1
    def __getattribute__(self, name):
        return "seen " + name
a = A()
print(a.x, a.anything)  # expect: seen x seen anything
