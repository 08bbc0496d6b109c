import re

m = re.search(r"(?P<user>\w+)@(\w+)\.com", "mail joe@site.com now")
print(m.group(), m.group("user", 2), m.groups(), m.span(2), m["user"], m.groupdict())
# expect: joe@site.com ('joe', 'site') ('joe', 'site') (9, 13) joe {'user': 'joe'}
print(re.findall(r"\d+", "a1b22"), re.sub(r"(\w)(\d)", r"\2\1", "a1 b2"), re.split(r"[,;]\s*", "a, b;c"))
# expect: ['1', '22'] 1a 2b ['a', 'b', 'c']
print(re.fullmatch("a+", "aab"), bool(re.match("A", "abc", re.I)), re.escape("a.b"))
# expect: None True a\.b
print(re.sub("a", lambda m: m.group().upper(), "banana", count=2), [m.start() for m in re.finditer("a", "banana")])
# expect: bAnAna [1, 3, 5]
