print("a,b,,c".split(","), " a  b ".split(), "a b c".split(None, 1), "a b c".rsplit(" ", 1))
# expect: ['a', 'b', '', 'c'] ['a', 'b'] ['a', 'b c'] ['a b', 'c']
print("k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="))
# expect: ('k', '=', 'v=w') ('k=v', '=', 'w') ('kv', '', '')
print("a\nb\r\nc\x0bd".splitlines(), "a\n\nb".splitlines(True))
# expect: ['a', 'b', 'c', 'd'] ['a\n', '\n', 'b']
try:
    "abc".split("")
except ValueError as error:
    print(error)  # expect: empty separator
