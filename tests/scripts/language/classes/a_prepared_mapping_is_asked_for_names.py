# The body of a class reads, writes and deletes names by the mapping that __prepare__ made.
asked = []


class Options(dict):
    def __getitem__(self, name):
        asked.append(name)
        return super().__getitem__(name)

    def __missing__(self, name):
        if name.startswith("option_"):
            return name[7:]
        raise KeyError(name)

    def __delitem__(self, name):
        asked.append("del " + name)
        super().__delitem__(name)


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return Options()

    def __new__(mcs, name, bases, namespace):
        return super().__new__(mcs, name, bases, dict(namespace))


def make(outer):
    class Made(metaclass=Meta):
        color = option_red
        size = len("four")
        seen = outer
        gone = 1
        del gone

        def method(self):
            return outer

    return Made


Made = make("from outside")
print(Made.color, Made.size, Made.seen, hasattr(Made, "gone"))  # expect: red 4 from outside False
print([name for name in asked if name != "__name__"])  # expect: ['option_red', 'len', 'outer', 'del gone']
try:
    class Broken(metaclass=Meta):
        del missing
except NameError as e:
    print(e)  # expect: name 'missing' is not defined
