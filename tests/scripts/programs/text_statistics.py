# What is in a text: words, sentences, n-grams, readability, an index, wrapping, a concordance.
import re
import string
import textwrap
from collections import Counter, defaultdict
from functools import reduce
from itertools import chain, groupby, tee, zip_longest
from math import log2

TEXT = """It was a grey morning when the old ferry left the harbour. "Where are we going?" asked the boy.
Nobody answered; the captain, who had sailed these waters for forty-two years, looked at the sky.

By noon the wind had turned. Waves, higher than the rail, came from the west -- and the ferry,
which was never built for such weather, groaned. "We'll turn back," said the captain. "We can't,"
said the mate, "the engine's gone!" The boy laughed. It was, he thought, the best day of his life:
no school, no arithmetic, and (perhaps) a shipwreck. The old ferry went on.

Übermut tut selten gut. Das Boot fährt über die Förde; der Käpt'n flucht auf Friesisch. L'été, ça va!
They came home at 19:45, wet, cold, and 3.5 hours late. The boy slept. The captain did not."""


def ngrams(items, n):
    streams = tee(items, n)
    for k, stream in enumerate(streams):
        for _ in range(k):
            next(stream, None)
    return zip(*streams)


def words_of(text):
    return [w.lower() for w in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)]


def sentences_of(text):
    return [" ".join(s.split()) for s in re.split(r"(?<=[.!?])[\"”]?\s+(?=[\"“A-ZÄÖÜ])", text) if s.strip()]


def syllables(word):
    groups = re.findall(r"[aeiouyäöüéàç]+", word)
    return max(1, len(groups) - (word.endswith("e") and len(groups) > 1))


class Index(defaultdict):
    """Words to the places where they stand."""

    def __init__(self, text):
        super().__init__(list)
        for number, line in enumerate(text.splitlines(), 1):
            for word in words_of(line):
                if not self[word] or self[word][-1] != number:
                    self[word].append(number)

    def ranges(self, word):
        if word not in self:
            return "-"
        parts = []
        for _, group in groupby(enumerate(self[word]), lambda p: p[1] - p[0]):
            lines = [line for _, line in group]
            parts.append(str(lines[0]) if len(lines) == 1 else f"{lines[0]}-{lines[-1]}")
        return ", ".join(parts)


def concordance(text, word, width=18):
    flat = " ".join(text.split())
    for match in re.finditer(rf"\b{re.escape(word)}\b", flat, re.IGNORECASE):
        left, right = flat[:match.start()][-width:], flat[match.end():][:width]
        yield f"{left:>{width}}[{match[0]}]{right:<{width}}|"


def soundex(word):
    codes = {c: d for d, letters in enumerate(["bfpv", "cgjkqsxz", "dt", "l", "mn", "r"], 1) for c in letters}
    digits = [codes.get(c, 0 if c in "aeiouy" else None) for c in word]
    kept = [d for d, _ in groupby(d for d in digits if d is not None)]
    if digits[0] == (kept[:1] or [None])[0]:
        kept = kept[1:]
    return (word[0].upper() + "".join(str(d) for d in kept if d) + "000")[:4]


def distance(a, b):
    row = range(len(b) + 1)
    for i, x in enumerate(a, 1):
        before, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y)))
    return row[-1]


words = words_of(TEXT)
counts = Counter(words)
print(len(words), len(counts), counts.most_common(6), sum(1 for w in counts if counts[w] == 1))
print(sorted(counts, key=lambda w: (-len(w), w))[:5], Counter(map(len, words)).most_common(3))
sentences = sentences_of(TEXT)
print(len(sentences), *map(repr, sentences[:4]), sep="\n  ")
lengths = [len(words_of(s)) for s in sentences]
total = sum(syllables(w) for w in words)
print(lengths, max(lengths), f"{206.835 - 1.015 * len(words) / len(sentences) - 84.6 * total / len(words):.2f}")
pairs = Counter(ngrams(words, 2))
print(pairs.most_common(3), len(list(ngrams("abc", 4))), ["".join(g) for g in ngrams("abcdef", 4)])
letters = Counter(c for c in TEXT.lower() if c.isalpha())
size = sum(letters.values())
print("".join(c for c, _ in letters.most_common()), round(-sum(n / size * log2(n / size) for n in letters.values()), 6))

index = Index(TEXT)
print({w: index.ranges(w) for w in ("the", "boy", "captain", "ferry", "nobody", "xyz")}, len(index), "xyz" in index)
print(*concordance(TEXT, "captain"), sep="\n")
print([(w, soundex(w)) for w in ("robert", "rupert", "tymczak", "pfister", "honeyman", "ferry")])
print(sorted(((distance(w, "harbor"), w) for w in counts))[:3], distance("", "abc"), distance("kitten", "sitting"))

for width in (34, 60):
    for paragraph in TEXT.split("\n\n"):
        print(textwrap.fill(" ".join(paragraph.split()), width, initial_indent="  ", subsequent_indent="| "))
    print(textwrap.shorten(TEXT, width, placeholder="..."))
left, right = (textwrap.wrap(p, 24) for p in TEXT.split("\n\n")[:2])
print("\n".join(f"{a:<26}{b}".rstrip() for a, b in zip_longest(left, right, fillvalue="")))
print(textwrap.indent(textwrap.dedent("""\
      def f():
          return 1

        odd
    """), "> ", lambda line: "r" in line), end="")

table = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ü": "Ue", "ß": "ss", '"': None})
ascii_text = TEXT.translate(table)
print([c for c in set(ascii_text) if ord(c) > 127] and sorted(c for c in set(ascii_text) if ord(c) > 127))
print(TEXT.count("\n"), TEXT.encode()[-20:], len(TEXT.encode()) - len(TEXT), TEXT.encode("ascii", "xmlcharrefreplace")[580:640])
rot = str.maketrans(string.ascii_letters, string.ascii_lowercase[13:] + string.ascii_lowercase[:13]
                    + string.ascii_uppercase[13:] + string.ascii_uppercase[:13])
print(sentences[0].translate(rot), sentences[0].translate(rot).translate(rot) == sentences[0])
print(re.sub(r"(\w+), (\w+)", r"\2, \1", sentences[2]), re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "19:45 and 3.5"))
print(re.split(r"([;:,])\s*", "a, b;c:  d"), re.findall(r"(?P<q>[\"']).*?(?P=q)", "say \"it's\" or 'so'"))
titles = [w.title() for w in ("they're", "bill's o'neil", "x-ray 3rd")]
print(titles, [string.capwords(w) for w in ("they're  so", "x-ray 3RD")], "ǆ".title(), "ß".upper(), "İ".lower() == "i̇")
lines = [line.split() for line in TEXT.splitlines() if line]
longest = reduce(lambda a, b: b if len(b) > len(a) else a, chain.from_iterable(lines))
print(longest, [" ".join(line)[::-1][:10] for line in lines][:3])
acrostic = "".join(s.strip('"')[0] for s in sentences)
print(acrostic, acrostic.swapcase().center(30, "*"), acrostic.partition("T"), acrostic.rpartition("T")[0].casefold())
