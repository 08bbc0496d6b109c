import re


def attempt(*what):
    try:
        return what[0](*what[1:])
    except (TypeError, ValueError, IndexError) as e:
        return type(e).__name__ + ": " + str(e)


print(attempt(re.match, "a", b"a"))  # expect: TypeError: cannot use a string pattern on a bytes-like object
print(attempt(re.match, b"a", "a"))  # expect: TypeError: cannot use a bytes pattern on a string-like object
print(attempt(re.match, "a", 5))  # expect: TypeError: expected string or bytes-like object, got 'int'
print(attempt(re.match, 5, "a"))  # expect: TypeError: first argument must be string or compiled pattern
print(attempt(re.compile, re.compile("a"), re.I))  # expect: ValueError: cannot process flags argument with a compiled pattern
print(attempt(re.compile, "a", re.L))  # expect: ValueError: cannot use LOCALE flag with a str pattern
print(attempt(re.compile, b"a", re.U))  # expect: ValueError: cannot use UNICODE flag with a bytes pattern
print(attempt(re.compile, "a", re.A | re.U))  # expect: ValueError: ASCII and UNICODE flags are incompatible
print(attempt(re.sub, "a", lambda m: 5, "xa"))  # expect: TypeError: sequence item 1: expected str instance, int found
print(attempt(re.sub, "a", b"b", "xa"))  # expect: TypeError: sequence item 1: expected str instance, bytes found
print(attempt(re.sub, "a", b"b", "x"))  # expect: x
print(attempt(re.match("a", "a").group, 1))  # expect: IndexError: no such group
print(attempt(re.match("a", "a").group, "n"))  # expect: IndexError: no such group
print(attempt(re.Pattern))  # expect: TypeError: cannot create 're.Pattern' instances
print(re.findall(b"[a-\xff]+", b"x\xffy\x80"), re.sub(b"a", b"b", bytearray(b"aa")))
# expect: [b'x\xffy\x80'] b'bb'
print(re.match(b"(.)", bytearray(b"ab")).group(1), re.split(b",", b"a,b"), re.escape(b"a.b"))
# expect: b'a' [b'a', b'b'] b'a\\.b'
