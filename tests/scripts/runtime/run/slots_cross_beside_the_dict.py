import scriptling.runtime as runtime

class Slotted: __slots__ = ("a",)
class Open(Slotted): pass

def seen(o):
    o.__dict__["a"] = "dict"
    return o.a, vars(o)

o = Open()
o.a, o.z = 1, 2
for _ in range(2):
    print(*runtime.run(lambda: seen(o)).get(), o.a, vars(o))
    # expect: 1 {'z': 2, 'a': 'dict'} 1 {'z': 2}
    # expect: 1 {'z': 2, 'a': 'dict'} 1 {'z': 2}
