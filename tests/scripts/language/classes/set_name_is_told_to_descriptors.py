class Field:
    def __set_name__(self, owner, name): self.where = owner.__name__, name
class A:
    x = Field()
    y = Field()
print(A.x.where, A.y.where)  # expect: ('A', 'x') ('A', 'y')
