class Proxy:
    def __mro_entries__(self, bases): return (dict,)
class A(Proxy()): pass
print(A.__bases__, A.__orig_bases__[0].__class__.__name__)  # expect: (<class 'dict'>,) Proxy
