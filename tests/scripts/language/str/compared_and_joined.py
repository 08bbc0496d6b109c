# Order and equality of texts, by every operator and in conditions; + makes new texts.
class Loud(str):
    def __eq__(self, other):
        return "loud"

    def __lt__(self, other):
        return "less"

    def __add__(self, other):
        return "sum"

    __hash__ = str.__hash__


words = ["", "a", "ab", "abc", "b", "B", "\u00e9", "z", "\uffff", "\U00010000", "a\x00b"]
for x in words:
    for y in words:
        a, b = list(map(ord, x)), list(map(ord, y))
        assert (x < y, x <= y, x > y, x >= y) == (a < b, a <= b, a > b, a >= b)
        assert (x == y, x != y) == (a == b, a != b)
        smaller = x if x < y else y
        assert smaller == min(x, y) and not smaller > x
        if x != y:
            assert a != b
        else:
            assert a == b
        joined = x
        joined += y
        assert joined == x + y and len(joined) == len(x) + len(y)
print("ab" + "cd" == "abcd", "ab" == "a" + "c", "" < "" , "" <= "")  # expect: True False False True
print(Loud("a") == "b", "b" == Loud("a"), Loud("a") < "b", "b" > Loud("a"))  # expect: loud loud less less
print(Loud("a") + "b", "b" + Loud("a"), type("" + Loud("a")) is str)  # expect: sum ba True
text = ""
for ch in "h\u00e9llo \U0001f600!":
    text += ch
    before = text
print(text, before is text, [c for c in text if "a" <= c <= "z"])  # expect: héllo 😀! True ['h', 'l', 'l', 'o']
print("h\u00e9llo"[1], "hello"[-1], "hello"[True])  # expect: é o e
print("a" < 1)  # expect error: '<' not supported between instances of 'str' and 'int'
