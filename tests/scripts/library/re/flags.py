import re

print(re.I, repr(re.I | re.M), int(re.S), re.I.name, re.X.value, re.I == 2, f"{re.A}")
# expect: re.IGNORECASE re.IGNORECASE|re.MULTILINE 16 IGNORECASE 64 True re.ASCII
print(repr(re.I & re.M), repr(re.RegexFlag(10)), repr(~re.I & re.M), re.I in (re.I | re.S), isinstance(re.I, int))
# expect: re.NOFLAG re.IGNORECASE|re.MULTILINE re.MULTILINE True True
print(re.findall("(?s).", "a\n"), re.findall(".", "a\n"), re.findall("(?m)^.$", "a\nb"), re.findall("(?-s:.)", "\n", re.S))
# expect: ['a', '\n'] ['a'] ['a', 'b'] []
print(re.fullmatch(r"""
    \d +  # a number
    [ ]   # a blank, and a \# that is none
    \#
    """, "12 #", re.X))  # expect: <re.Match object; span=(0, 4), match='12 #'>
print(re.findall(r"\w+", "aé1_ -", re.A), re.findall(r"\w+", "aé1_ -"), re.findall(r"\d", "1\u0661²"), re.findall(r"(?a)\d", "1\u0661"))
# expect: ['a', '1_'] ['aé1_'] ['1', '١'] ['1']
print(re.findall("(?i)[é-ü]k", "ÉK\u212aük"), re.findall("(?ia)k", "kK\u212a"), re.findall("(?i:a)b", "AbAB"))
# expect: ['ÉK', 'ük'] ['k', 'K'] ['Ab']
print(re.findall("(?i)s", "sS\u017f"), re.findall("(?i)σ", "σςΣ"), re.findall("(?i)[^a]", "aAb"), re.findall("(?i)i", "iI\u0130\u0131"))
# expect: ['s', 'S', 'ſ'] ['σ', 'ς', 'Σ'] ['b'] ['i', 'I', 'İ', 'ı']
print([c for c in map(chr, range(0x3100)) if re.match(r"\s", c)] == [c for c in map(chr, range(0x3100)) if c.isspace()])
# expect: True
print([c for c in map(chr, range(0x800)) if re.match(r"\w", c)] == [c for c in map(chr, range(0x800)) if c.isalnum() or c == "_"])
# expect: True
