import re

print(re.findall(r"\N{EURO SIGN}\d+", "costs €5"))  # expect: ['€5']
print(re.findall(r"[\N{DIGIT ONE}-\N{DIGIT THREE}]", "01234"))  # expect: ['1', '2', '3']
print(re.sub(r"\N{latin small letter a}", "b", "aa"))  # expect: bb
for pattern in (r"\N{NO SUCH NAME}", r"\N", r"\N{", r"\N{}", r"[\N{x}]"):
    try:
        re.compile(pattern)
    except re.error as e:
        print(e)
# expect: undefined character name 'NO SUCH NAME' at position 0
# expect: missing { at position 2
# expect: missing character name at position 3
# expect: missing character name at position 3
# expect: undefined character name 'x' at position 1
try:
    re.compile(rb"\N{EURO SIGN}")
except re.error as e:
    print(e)  # expect: bad escape \N at position 0
m = re.match("(?P<a>a)", "a")
try:
    iter(m)
except TypeError as e:
    print(type(e).__name__)  # expect: TypeError
print(re.compile("a").groupindex, dict(m.re.groupindex))  # expect: {} {'a': 1}
scanner = re.Scanner([(r"\d+", lambda s, x: int(x)), (r"(a)(b)", "pair"), (r"\s+", None)])
print(scanner.scan("1 ab22 ?"), scanner.match.group())  # expect: ([1, 'pair', 22], '?') 22
