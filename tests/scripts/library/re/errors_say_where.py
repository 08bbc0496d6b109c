import re

for pattern in ["(", "a)", "[a", "*a", "a**", "a{3,1}", "(?P<n>a)(?P<n>b)", "(?P<1>a)", "(?P=x)", r"\q",
                r"\9", "[z-a]", "(?<=a+)", "(?z)", "a(?i)b", "(?P<n", "(?(2)a)", "\\", r"\x1", "(?-i"]:
    try:
        re.compile(pattern)
    except re.error as e:
        print(pattern, "|", e)
# expect: ( | missing ), unterminated subpattern at position 0
# expect: a) | unbalanced parenthesis at position 1
# expect: [a | unterminated character set at position 0
# expect: *a | nothing to repeat at position 0
# expect: a** | multiple repeat at position 2
# expect: a{3,1} | min repeat greater than max repeat at position 2
# expect: (?P<n>a)(?P<n>b) | redefinition of group name 'n' as group 2; was group 1 at position 12
# expect: (?P<1>a) | bad character in group name '1' at position 4
# expect: (?P=x) | unknown group name 'x' at position 4
# expect: \q | bad escape \q at position 0
# expect: \9 | invalid group reference 9 at position 1
# expect: [z-a] | bad character range z-a at position 1
# expect: (?<=a+) | look-behind requires fixed-width pattern
# expect: (?z) | unknown extension ?z at position 1
# expect: a(?i)b | global flags not at the start of the expression at position 1
# expect: (?P<n | missing >, unterminated name at position 4
# expect: (?(2)a) | invalid group reference 2 at position 3
# expect: \ | bad escape (end of pattern) at position 0
# expect: \x1 | incomplete escape \x1 at position 0
# expect: (?-i | missing : at position 4

try:
    re.compile("äa\n(b\n")
except re.error as e:
    print(e, e.msg, repr(e.pattern), e.pos, e.lineno, e.colno, e.args)
# expect: missing ), unterminated subpattern at position 3 (line 2, column 1) missing ), unterminated subpattern 'äa\n(b\n' 3 2 1 ('missing ), unterminated subpattern at position 3 (line 2, column 1)',)
print(repr(re.error("m")), str(re.error("m", "ab", 1)), issubclass(re.error, Exception))
# expect: error('m') m at position 1 True
re.compile("x{4294967295}")  # expect error: OverflowError: the repetition number is too large
