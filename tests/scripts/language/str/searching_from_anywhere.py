# Texts of one, two, three and four bytes for each code point, longer than what is counted
# through: every place that a search can begin or end at.


def slow_find(text, wanted, start, stop):
    for at in range(start, stop - len(wanted) + 1):
        if text[at:at + len(wanted)] == wanted:
            return at
    return -1


def slow_rfind(text, wanted, start, stop):
    for at in range(stop - len(wanted), start - 1, -1):
        if text[at:at + len(wanted)] == wanted:
            return at
    return -1


wrong = []
for piece in ("abcdx", "é\u0141bdx", "a\u20acdx\u20ac", "\U0001f600bdx", "aé\u20ac\U0001f600dx"):
    text = piece * 130
    for start in (*range(0, 20), *range(60, 70), *range(250, 262), 300, len(text) - 70, len(text) - 1,
                  len(text)):
        for stop in (start, start + 1, start + 9, len(text) - 3, len(text)):
            for wanted in ("x", piece, "dx" + piece[0], "nowhere"):
                found = text.find(wanted, start, stop)
                if found != slow_find(text, wanted, start, min(stop, len(text))):
                    wrong.append((piece, wanted, start, stop, found))
                found = text.rfind(wanted, start, stop)
                if stop - start < 10 and found != slow_rfind(text, wanted, start, min(stop, len(text))):
                    wrong.append((piece, wanted, start, stop, found))
            if text.startswith(piece[:2], start, stop) != text[start:stop].startswith(piece[:2]):
                wrong.append((piece, start, stop))
            if text.count("x", start, stop) != text[start:stop].count("x"):
                wrong.append((piece, start, stop))
print(wrong)  # expect: []

# A long literal, which no environment may write to.
literal = "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééx" \
    "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééy"
print(literal.index("y"), literal[literal.find("x", 80)], literal.rindex("x"))  # expect: 188 x 92
print(literal[150:].find("y"), literal.find("y", 150), literal[-1])  # expect: 38 188 y

# A text that is being put together, looked at from its end.
text = ""
for n in range(400):
    text += "é\u20ac" if n % 3 else "x"
    assert text[-1] == ("\u20ac" if n % 3 else "x") and text.find(text[-1], len(text) - 1) == len(text) - 1
print(len(text), text.rfind("x"), text.index("x", 600))  # expect: 666 665 600
