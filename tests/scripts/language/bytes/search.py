print(b"hello".find(b"l"), b"hello".find(108), b"hello".count(b"l"), b"l" in b"hello", 104 in b"hello", b"hello".startswith((b"x", b"he")))
# expect: 2 2 2 True True True
try: "a" in b"abc"
except TypeError as e: print(e)  # expect: a bytes-like object is required, not 'str'
