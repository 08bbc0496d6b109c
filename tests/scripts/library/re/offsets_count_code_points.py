import re

text = "añ😀b" * 40
m = re.search("b", text)
print(m.start(), m.end(), m.span(), text[m.start()])  # expect: 3 4 (3, 4) b
print([m.start() for m in re.finditer("😀", text)] == list(range(2, 160, 4)))  # expect: True
p = re.compile("(?<=ñ)(?P<x>.)(b)?")
m = p.search(text, 100, 150)
print(m.span("x"), m.span(2), m.pos, m.endpos, m.regs)  # expect: (102, 103) (103, 104) 100 150 ((102, 104), (102, 103), (103, 104))
print(m.string is text, m.re is p, m)  # expect: True True <re.Match object; span=(102, 104), match='😀b'>
print(p.match(text, 2), p.match(text, 2).end(), p.fullmatch(text, 2, 4).span())  # expect: <re.Match object; span=(2, 4), match='😀b'> 4 (2, 4)
m = re.match("(a)(ñ)?(x)?", "añ")
print(m.start(3), m.end(3), m.span(3), m.start(2))  # expect: -1 -1 (-1, -1) 1
print(re.search("b", "añb", 0).start(), re.compile("b").search("añb", 1, 2), re.compile("").search("añ", 5).span())
# expect: 2 None (2, 2)
print(re.compile("^a").search("ba", 1), re.compile(r"\bb").search("ab", 1), re.compile("b$").search("abc", 0, 2).span())
# expect: None None (1, 2)
print(re.match("\ud800.", "\ud800x").group() == "\ud800x")  # expect: True
