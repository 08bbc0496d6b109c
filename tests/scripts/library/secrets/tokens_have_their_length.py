import secrets

print(len(secrets.token_hex(8)), len(secrets.token_bytes(5)), len(secrets.token_urlsafe(9)), len(secrets.token_hex()))
# expect: 16 5 12 64
print(secrets.randbelow(1), secrets.choice([7]), secrets.randbits(0), secrets.compare_digest("a", "a"), secrets.compare_digest(b"a", b"b"))
# expect: 0 7 0 True False
print(secrets.token_hex() != secrets.token_hex(), set(secrets.token_hex(50)) <= set("0123456789abcdef"))
# expect: True True
