b = "é漢".encode()
print(b, b.decode(), len(b), "é".encode("latin-1"), "a".encode("utf-16-le"))
# expect: b'\xc3\xa9\xe6\xbc\xa2' é漢 5 b'\xe9' b'a\x00'
print(b"\xff".decode("utf-8", "replace"), "é".encode("ascii", "ignore"))  # expect: � b''
try:
    b"\xff".decode()
except UnicodeDecodeError as error:
    print(type(error).__name__)  # expect: UnicodeDecodeError
