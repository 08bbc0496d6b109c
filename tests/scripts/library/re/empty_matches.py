import re

print(re.findall("x*", "axb"), re.sub("x*", "-", "abxd"), re.split("x*", "axbc"))
# expect: ['', 'x', '', ''] -a-b--d- ['', 'a', '', 'b', 'c', '']
print(re.findall(r"\b|\w+", "ab c"), [m.span() for m in re.finditer("a|", "aab")])
# expect: ['', 'ab', '', '', 'c', ''] [(0, 1), (1, 2), (2, 2), (3, 3)]
print(re.sub("", "-", "ñb"), re.split("", "ñb"), re.findall("", ""))  # expect: -ñ-b- ['', 'ñ', 'b', ''] ['']
print(re.search(r"\B", ""), re.search(r"\b", ""), re.search(r"\B", "ab").span())  # expect: None None (1, 1)
print(re.findall("(?m)^", "a\nb\n"), re.findall("(?m)$", "a\nb\n"), re.findall("$", "a\n"))
# expect: ['', '', ''] ['', '', ''] ['', '']
print(re.match("(a*)*", "aa").span(1), re.match("(a|b*)*?c", "abc").groups())  # expect: (2, 2) ('b',)
