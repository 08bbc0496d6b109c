class Box:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item.__name__}]"
class Big(Box): pass
print(Box[int], Big[str])  # expect: Box[int] Big[str]
