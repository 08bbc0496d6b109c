print(chr(97), ord("é"), chr(0x1F600), ord(b"a"), ord(chr(0x10FFFF)) == 0x10FFFF)
# expect: a 233 😀 97 True
for bad in (lambda: chr(0x110000), lambda: ord(""), lambda: ord(5), lambda: chr("a")):
    try: bad()
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
# expect: ValueError chr() arg not in range(0x110000)
# expect: TypeError ord() expected a character, but string of length 0 found
# expect: TypeError ord() expected string of length 1, but int found
# expect: TypeError 'str' object cannot be interpreted as an integer
