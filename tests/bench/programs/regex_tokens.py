# Regular expressions: a tokenizer with named groups, then findall, sub and split on its text.
import re

TOKEN = re.compile(r"""
    (?P<blank>\s+) | (?P<comment>\#[^\n]*) | (?P<number>\d+(?:\.\d*)?) |
    (?P<name>[A-Za-z_]\w*) | (?P<string>'(?:[^'\\]|\\.)*') | (?P<operator>[-+*/=<>!]=?|[()\[\]:,.])
    """, re.X)


def tokens(text):
    at = 0
    while at < len(text):
        m = TOKEN.match(text, at)
        kind = m.lastgroup
        if kind != "blank" and kind != "comment":
            yield kind, m.group()
        at = m.end()


line = "total_{} = price[{}] * (count + 3.25) - f('x\\'y', n_{})  # note {}\n"
source = "".join(line.format(i, i * 7, i % 13, i) for i in range(3000))
counts = {}
for kind, text in tokens(source):
    counts[kind] = counts.get(kind, 0) + len(text)
words = re.findall(r"\w+", source)
renamed = re.sub(r"(\w+)_(\d+)", lambda m: m[2] + m[1], source)
swapped, n = re.subn(r"\b(\w)(\w+)\b", r"\2\1", source)
parts = re.split(r"\s*[-+*/=]\s*", source)
print(sorted(counts.items()), len(words), len(renamed), n, len(parts),
      sum(1 for m in re.finditer(r"(?i)[aeiou]", source)))
