classes = [type(f"C{n}", (), {}) for n in range(1000)]
united = int
for cls in classes:
    united = united | cls
print(len(united.__args__), isinstance(classes[-1](), united))  # expect: 1001 True
print(united | classes[5] == united, united | united == united)  # expect: True True
backwards = None
for cls in reversed(classes):
    backwards = cls | backwards
print(backwards | int == united | None, hash(backwards | int) == hash(united | None))
# expect: True True
print(list[int] | list[int], list[int] | str | list[int])  # expect: list[int] list[int] | str
print((list[int] | str) == (str | list[int]))  # expect: True
