class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **options): return {"given": (name, options)}
    def __new__(mcs, name, bases, namespace, **options): return super().__new__(mcs, name, bases, namespace)
class A(metaclass=Meta, flag=True):
    seen = given
print(A.seen, A.given)  # expect: ('A', {'flag': True}) ('A', {'flag': True})
