class Meta(type):
    def __new__(mcs, name, bases, namespace, **options):
        namespace["made_by"] = mcs.__name__, options
        return super().__new__(mcs, name.upper(), bases, namespace)
    def __len__(cls): return 42
    def __init__(cls, name, bases, namespace, **options): super().__init__(name, bases, namespace)
class a(metaclass=Meta, x=1): pass
class b(a): pass
print(a.__name__, a.made_by, len(b), type(b) is Meta, b.made_by)
# expect: A ('Meta', {'x': 1}) 42 True ('Meta', {})
