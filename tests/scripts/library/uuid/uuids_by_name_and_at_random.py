import uuid

u = uuid.UUID("{12345678-1234-5678-9234-567812345678}")
print(str(u), u.hex, u.int, u.version, u.variant, u.fields, u.urn, u.bytes[:3], repr(u))
# expect: 12345678-1234-5678-9234-567812345678 12345678123456789234567812345678 24197857161011715171395211673843553912 5 specified in RFC 4122 (305419896, 4660, 22136, 146, 52, 95073701484152) urn:uuid:12345678-1234-5678-9234-567812345678 b'\x124V' UUID('12345678-1234-5678-9234-567812345678')
print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "x"))
# expect: 886313e1-3b8a-5372-9b90-0c9aee199e5d 60a7f89c-e446-309c-8b4f-460bfdfd0dee
print(uuid.uuid4().version, uuid.uuid1().version, uuid.uuid4() != uuid.uuid4(), uuid.UUID(int=5), uuid.UUID(bytes=bytes(16)))
# expect: 4 1 True 00000000-0000-0000-0000-000000000005 00000000-0000-0000-0000-000000000000
for wrong in ("xyz", "1234"):
    try:
        uuid.UUID(wrong)
    except ValueError as error:
        print(error)
        # expect: badly formed hexadecimal UUID string
        # expect: badly formed hexadecimal UUID string
