for n in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1", "ascii", "UTF8", "utf_8_sig"): print(n, "ab".encode(n), "ab".encode(n).decode(n))
# expect: utf-8 b'ab' ab
# expect: utf-16-le b'a\x00b\x00' ab
# expect: utf-16-be b'\x00a\x00b' ab
# expect: utf-32-le b'a\x00\x00\x00b\x00\x00\x00' ab
# expect: latin-1 b'ab' ab
# expect: ascii b'ab' ab
# expect: UTF8 b'ab' ab
# expect: utf_8_sig b'\xef\xbb\xbfab' ab
try: "a".encode("no such")
except LookupError as e: print(e)  # expect: unknown encoding: no such
