import re

print(re.sub(r"(?P<a>\w)(\d)?", r"<\g<a>\2\g<0>\g<1>>", "x y1"))  # expect: <xxx> <y1y1y>
print(repr(re.sub("b", r"\101\0\07\n\\", "b")))  # expect: 'A\x00\x07\n\\'
print(re.sub("b", r"\é\.\-", "b"), re.subn("b", "c", "bbb", 2), re.sub("b", "$1 ${1}", "b"))
# expect: \é\.\- ('ccb', 2) $1 ${1}
print(re.sub("[a-c]", lambda m: str(m.start()) + m.group(), "xaybz"), re.sub("a", lambda m: None, "bab"))
# expect: x1ay3bz bb
print(re.sub("a", len.__class__.__name__.join, "b"), re.sub("a", "b", "aaa", -1))  # expect: b aaa
m = re.match(r"(\w+) (\w+)", "ab cd")
print(m.expand(r"\2 \1\n"), m.expand("\\g<2>"), repr(m.expand("")))  # expect: cd ab
# expect:  cd ''
for template in [r"\1", r"\g<2>", r"\g<", r"\g<>", r"\g<1", r"\q", r"\g<-1>", r"\400", "\\"]:
    try:
        re.sub("x", template, "y")
    except re.error as e:
        print(template, "|", e)
# expect: \1 | invalid group reference 1 at position 1
# expect: \g<2> | invalid group reference 2 at position 3
# expect: \g< | missing group name at position 3
# expect: \g<> | missing group name at position 3
# expect: \g<1 | missing >, unterminated name at position 3
# expect: \q | bad escape \q at position 0
# expect: \g<-1> | bad character in group name '-1' at position 3
# expect: \400 | octal escape value \400 outside of range 0-0o377 at position 0
# expect: \ | bad escape (end of pattern) at position 0


def nested(m):
    return re.sub("b", lambda n: m.group() + n.group() * 2, "abc")


print(re.sub("[xy]", nested, "x-y"))  # expect: axbbc-aybbc
re.sub("x", r"\g<nope>", "y")  # expect error: IndexError: unknown group name 'nope'
