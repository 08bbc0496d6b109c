# python differs: a UUID is a str of its text, and there is uuid7
import uuid

u = uuid.uuid4()
print(len(u), "-" in u, len(u.split("-")), isinstance(u, str))  # expect: 36 True 5 True
a = uuid.uuid7()
print(a.version, len(uuid.uuid7()))  # expect: 7 36
