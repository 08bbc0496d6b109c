import re

p = re.compile(r"(?P<year>\d{4})-(?P<m>\d\d)?", re.I | re.M)
print(p.pattern, p.flags, p.groups, p.groupindex, p)
# expect: (?P<year>\d{4})-(?P<m>\d\d)? 42 2 {'year': 1, 'm': 2} re.compile('(?P<year>\\d{4})-(?P<m>\\d\\d)?', re.IGNORECASE|re.MULTILINE)
m = p.match("2024-")
print(m.groups(), m.groups("-"), m.groupdict(), m.groupdict(""), m.lastindex, m.lastgroup)
# expect: ('2024', None) ('2024', '-') {'year': '2024', 'm': None} {'year': '2024', 'm': ''} 1 year
print(m["year"], m[0], m["m"], m.group(1, "m"), bool(m))  # expect: 2024 2024- None ('2024', None) True
print(p == re.compile(p.pattern, re.I | re.M), p == re.compile(p.pattern), hash(p) == hash(re.compile(p.pattern, 10)))
# expect: True False True
print(re.compile("(?ix) a # b").flags, re.compile(b"a").flags, re.compile("a", re.A), re.compile(b"a", re.S))
# expect: 98 0 re.compile('a', re.ASCII) re.compile(b'a', re.DOTALL)
print(type(p).__name__, type(m).__name__, isinstance(p, re.Pattern), isinstance(m, re.Match), re.Match)
# expect: Pattern Match True True <class 're.Match'>
print(re.match("((a)(b)?)+", "aba").lastindex, re.match("(a)|(b)", "b").lastindex, re.match("a", "a").lastindex)
# expect: 1 2 None
print(re.purge(), p is re.compile(p))  # expect: None True
