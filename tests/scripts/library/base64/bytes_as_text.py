import base64

data = bytes(range(0, 250, 7))
print(base64.b64encode(data), base64.urlsafe_b64encode(b"\xff\xfe\xfd"), base64.b64encode(b""))
# expect: b'AAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK+2vcTL0tng5+71' b'__79' b''
print(base64.b64decode("aGVsbG8="), base64.b64decode(b"aGVs\nbG8="), base64.urlsafe_b64decode("__79"))
# expect: b'hello' b'hello' b'\xff\xfe\xfd'
print(base64.b32encode(b"hi"), base64.b32decode("NBUQ===="), base64.b16encode(b"\x01\xab"), base64.b16decode("01ab", casefold=True))
# expect: b'NBUQ====' b'hi' b'01AB' b'\x01\xab'
print(base64.a85encode(b"hello\0\0\0\0"), base64.a85decode("BOu!rDZ"), base64.b85encode(b"hello"), base64.b85decode(b"Xk~0{Zv"))
# expect: b'BOu!rDZBb;!!' b'hello' b'Xk~0{Zv' b'hello'
print(base64.b64decode(base64.b64encode(data)) == data, base64.encodebytes(b"x" * 60))
# expect: True b'eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\neHh4\n'
for wrong in ("abc", "a", "ab=c!", "\u00e9"):
    try:
        print(base64.b64decode(wrong))
    except ValueError as error:
        print(error)
        # expect: Incorrect padding
        # expect: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
        # expect: Incorrect padding
        # expect: string argument should contain only ASCII characters
try:
    base64.b64decode("ab!=", validate=True)
except ValueError as error:
    print(error)  # expect: Only base64 data is allowed
