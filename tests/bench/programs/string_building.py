# Strings: append in a loop, join, slices, find, replace, split.
def caesar(text, shift):
    out = ""
    for ch in text:
        if "a" <= ch <= "z":
            out += chr((ord(ch) - 97 + shift) % 26 + 97)
        else:
            out += ch
    return out


text = "the quick brown fox jumps over the lazy dog " * 2000
total = 0
for shift in range(1, 26):
    coded = caesar(text, shift)
    parts = coded.split(" ")
    rejoined = "-".join(part[::-1] for part in parts)
    total += rejoined.find("z") + rejoined.count("a")
    total += len(rejoined.replace("e", "ee").upper().strip("-"))
print(total, caesar(text, 13)[:19])
