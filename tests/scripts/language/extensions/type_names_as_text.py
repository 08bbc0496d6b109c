# python differs: types are not compared with text there
class Animal:
    pass


class Dog(Animal):
    pass


print(isinstance(1, "int"), isinstance("a", "String"), isinstance(None, "none"))  # expect: True True True
print(isinstance(Dog(), "animal"), isinstance(1, ("str", "float")))  # expect: True False
print(type(1) == "INTEGER", type("") == "STRING", type([]) == "LIST")  # expect: True True True
print(type(1) == int, type(None) == "NULL", type(1) == "FLOAT")  # expect: True True False
