import re

print(re.findall(r"(?<!a)b", "ab b"), re.findall(r"(?<=a)b", "ab b"), re.findall(r"a(?=b)", "ab ac"), re.findall("a(?!b)", "ab ac"))
# expect: ['b'] ['b'] ['a'] ['a']
print(re.match(r"(<)?a(?(1)>|!)", "<a>").group(), re.match(r"(<)?a(?(1)>|!)", "a!").group(), re.match(r"(<)?a(?(1)>|!)", "<a!"))
# expect: <a> a! None
print(re.match("a*+a", "aaa"), re.match("(?>a*)a", "aaa"), re.match("a{1,2}+a", "aaa").group(), re.match("a??b", "ab").group())
# expect: None None aaa ab
print(re.match(r"(?P<q>['\"]).*?(?P=q)", "'a\"b'c").group(), re.match(r"(a)(b)\2\1", "abba").groups())
# expect: 'a"b' ('a', 'b')
print(re.findall(r"[]a]|[^]a]", "]ab"), re.findall(r"[a\-z]", "a-z"), re.findall("[-a]", "-a"), re.findall(r"[\w-]", "a-"))
# expect: [']', 'a', 'b'] ['a', '-', 'z'] ['-', 'a'] ['a', '-']
print(re.findall("a{,2}", "aaa"), re.findall("a{2}", "aaaa"), re.findall("a{", "a{"), re.findall("a{,", "a{,"), re.findall("{}", "{}"))
# expect: ['aa', 'a', ''] ['aa', 'aa'] ['a{'] ['a{,'] ['{}']
print(re.match(r"\x41\u0042\U00000043\103\0", "ABCC\0").span(), re.match(r"a(?#no)b", "ab").group())  # expect: (0, 5) ab
print(re.fullmatch("a|ab", "ab").group(), re.fullmatch("a*?", "aaa").group(), re.match("a$", "a\n").group(), re.match(r"a\Z", "a\n"))
# expect: ab aaa a None
print(re.findall(r"(a)|(b)", "ab"), re.findall("(a)?b", "b"), re.split("(,)|;", "a,b;c"), re.split(",", "a,b,c", maxsplit=1))
# expect: [('a', ''), ('', 'b')] [''] ['a', ',', 'b', None, 'c'] ['a', 'b,c']
print(re.escape("a.b*c é-_\n") == "a\\.b\\*c\\ é\\-_\\\n", re.match("(?:a|b|)*c", "abc").group())  # expect: True abc
print(len(re.findall("a" * 500, "a" * 1000)), len(re.match("(?:a|b)*", "ab" * 20000).group()))  # expect: 2 40000
print("".join(next(re.finditer(c, "añ")).group() for c in "añ"), list(re.finditer("x", "")))  # expect: añ []
print(re.compile("(" * 90 + "a" + ")" * 90).groups)  # expect: 90
