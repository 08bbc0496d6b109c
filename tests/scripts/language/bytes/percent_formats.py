print(b"%d %s %x %b %c %%" % (5, b"s", 255, b"b", 65), b"%5d|%-5d|" % (1, 2))
# expect: b'5 s ff b A %' b'    1|2    |'
try: b"%s" % "text"
except TypeError as e: print(e)
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
