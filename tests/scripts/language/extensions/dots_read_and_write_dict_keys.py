# python differs: dicts have no attributes of their own there
d = {"name": "Al", "items": 1}
print(d.name, d["items"], callable(d.items))  # expect: Al 1 True
d.age = 3
d.age += 1
del d.name
print(d, hasattr(d, "age"), getattr(d, "none", None))  # expect: {'items': 1, 'age': 4} True None
d.missing  # expect error: AttributeError: 'dict' object has no attribute 'missing'
