import string

print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation)
# expect: abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 0123456789abcdefABCDEF 01234567 !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~
print(repr(string.whitespace), len(string.printable), string.capwords("hello  big world"))
# expect: ' \t\n\r\x0b\x0c' 100 Hello Big World
t = string.Template("$who owes ${what}s $$5")
print(t.substitute(who="I", what="thing"), t.safe_substitute(who="you"), t.get_identifiers() if hasattr(t, "get_identifiers") else "")
# expect: I owes things $5 you owes ${what}s $5 ['who', 'what']
for text in ("$missing", "$", "a $1"):
    try:
        string.Template(text).substitute()
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: KeyError 'missing'
        # expect: ValueError Invalid placeholder in string: line 1, col 1
        # expect: ValueError Invalid placeholder in string: line 1, col 3
print(string.Formatter().format("{0} {a:>{w}} {b[0]!r}", 1, a="x", w=3, b=["q"]))
# expect: 1   x 'q'
