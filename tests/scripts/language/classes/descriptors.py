class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.name)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(instance, self.name, value)


class Item:
    price = Positive()

    def __init__(self, price):
        self.price = price


print(Item(3).price, isinstance(Item.price, Positive))  # expect: 3 True
try:
    Item(-1)
except ValueError as error:
    print(error)  # expect: price must be positive
