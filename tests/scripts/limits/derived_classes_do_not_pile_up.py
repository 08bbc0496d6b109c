# options: --env-memory 24M
# timeout: 30
# large: many classes
import abc, enum, functools, typing

class Base: pass

for n in range(40000):
    type("Derived", (Base,), {})
print(len(Base.__subclasses__()) < 40000)  # expect: True

class Kept(Base): pass
print(Base.__subclasses__()[-1] is Kept)  # expect: True

def service(n):
    class Handler(Base):
        def run(self): return n
    return Handler().run()
print(sum(service(n) for n in range(30000)))  # expect: 449985000

for n in range(3000):
    enum.Enum("Colour", "red green blue")

@functools.singledispatch
def show(value): return "any"
for n in range(40000):
    show(type("Fresh", (), {})())
print("flat")  # expect: flat
