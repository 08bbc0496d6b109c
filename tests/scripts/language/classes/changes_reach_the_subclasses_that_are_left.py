class Base:
    def name(self): return "base"
class Kept(Base): pass
def use(cls): return cls().name()
for n in range(300):
    type("Gone", (Base,), {})
    use(Kept)
Base.name = lambda self: "changed"
print(use(Kept), Kept in Base.__subclasses__())  # expect: changed True

class Other:
    def name(self): return "other"
class Moves(Base): pass
print(use(Moves))  # expect: changed
Moves.__bases__ = (Other,)
Moves.__bases__ = (Other,)
print(use(Moves), Moves in Base.__subclasses__(), Other.__subclasses__())
# expect: other False [<class '__main__.Moves'>]
Other.name = lambda self: "new"
print(use(Moves))  # expect: new
