try: "aé".encode("ascii")
except UnicodeEncodeError as e: print(e, e.start, e.end, e.object, e.reason)
# expect: 'ascii' codec can't encode character '\xe9' in position 1: ordinal not in range(128) 1 2 aé ordinal not in range(128)
try: b"a\xff".decode()
except UnicodeDecodeError as e: print(e, e.encoding)
# expect: 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte utf-8
