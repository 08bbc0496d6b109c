# timeout: 20
# large: patterns of several hundred kilobytes
import re

words = [f"w{n}" for n in range(40000)]
pattern = re.compile("|".join(words))
print(pattern.fullmatch("w39999").group(), pattern.fullmatch("w40000"))  # expect: w39999 None
print(pattern.findall("w7 x w39999")[0], pattern.match("é w1"))  # expect: w7 None
pattern = re.compile("(é*)(?:" + "|".join(reversed(words)) + ")(?P<end>€)?")
found = pattern.search("été éw123€ é")
print(found.span(), found.groups(), found.start("end"))  # expect: (4, 10) ('é', '€') 9
print([m.span() for m in pattern.finditer("w1€w2ééw3")])  # expect: [(0, 3), (3, 5), (5, 9)]
print(re.fullmatch(b"|".join(w.encode() for w in words), b"w12345").span())  # expect: (0, 6)
print(pattern.sub("-", "a w5 b"))  # expect: a - b
print(len(re.match("x" * 200000, "x" * 200001).group()))  # expect: 200000
print(len(re.fullmatch("(?:(?:abc){100}){100}", "abc" * 10000).group()))  # expect: 30000
print(len(re.fullmatch("[abc]{70000}", "abcab" * 14000).group()))  # expect: 70000
print(re.fullmatch("[abc]{70000}", "a" * 69999))  # expect: None
print(len(re.match("a{66000,200000}", "a" * 150000).group()))  # expect: 150000
print(len(re.match("a{66000,200000}?", "a" * 150000).group()))  # expect: 66000
print(len(re.match("a{70000,}", "a" * 150000).group()))  # expect: 150000
for opening in "(", "(?:", "(?=":
    print(re.match(opening * 490 + "a" + ")" * 490, "a") is not None)
    # expect: True
    # expect: True
    # expect: True
print(re.match("(?:" * 490 + "a" + ")" * 490, "aa").group())  # expect: a
