# A search engine in memory: stemming, an inverted index in sorted runs, ranking, phrases, suggestions.
import bisect
import math
import re
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from heapq import merge, nlargest
from itertools import chain, groupby, islice, product
from operator import itemgetter

STOP = frozenset("a an and are as at be by for from in is it of on or that the to was with".split())
DOCUMENTS = {
    "ferry": "The old ferry crossed the grey harbour at noon. Ferries cross harbours every day.",
    "harvest": "Farmers are harvesting wheat; the harvested fields lie golden in the evening sun.",
    "engine": "An engine burns fuel. The ferry's engines burned all of the fuel in the harbour!",
    "cooking": "Cook the wheat slowly, then add salt. Slow cooking is good cooking.",
    "travel": "Travellers travelled by ferry, by train and by foot, from harbour to harbour.",
    "empty": "",
}


def stem(word):
    for suffix, least in (("ies", 2), ("ing", 3), ("ers", 3), ("led", 4), ("ed", 3), ("er", 3), ("'s", 1), ("s", 3), ("ly", 3)):
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            word = word[:-len(suffix)] + ("y" if suffix == "ies" else "")
            return word[:-1] if word[-1:] == word[-2:-1] else word
    return word


def terms(text):
    for place, match in enumerate(re.finditer(r"[a-z]+(?:'s)?", text.lower())):
        if match[0] not in STOP:
            yield stem(match[0]), place, match.start()


class Trie:
    __slots__ = ("children", "count")

    def __init__(self):
        self.children, self.count = {}, 0

    def add(self, word, count=1):
        node = self
        for letter in word:
            node = node.children.setdefault(letter, Trie())
        node.count += count

    def walk(self, prefix=""):
        for letter in prefix:
            if letter not in self.children:
                return
            self = self.children[letter]
        stack = [(prefix, self)]
        while stack:
            word, node = stack.pop()
            if node.count:
                yield word, node.count
            stack.extend((word + c, n) for c, n in sorted(node.children.items(), reverse=True))

    def near(self, word, distance):
        """Words at most so many edits away, by rows of the table down the tree."""
        first = list(range(len(word) + 1))
        stack = [("", self, first)]
        while stack:
            text, node, row = stack.pop()
            if node.count and row[-1] <= distance:
                yield row[-1], text
            if min(row) <= distance:
                for letter, child in node.children.items():
                    below = [row[0] + 1]
                    for n, c in enumerate(word):
                        below.append(min(below[n] + 1, row[n + 1] + 1, row[n] + (c != letter)))
                    stack.append((text + letter, child, below))


@dataclass
class Run:
    """Postings sorted by term; runs of like size are merged as in a log-structured tree."""
    postings: list
    terms: list = field(init=False)

    def __post_init__(self):
        self.terms = [term for term, _ in self.postings]

    def find(self, term):
        at = bisect.bisect_left(self.terms, term)
        if at < len(self.terms) and self.terms[at] == term:
            return self.postings[at][1]
        return {}

    def __len__(self):
        return len(self.postings)


class Index:
    def __init__(self, flush_at=12):
        self.buffer = defaultdict(lambda: defaultdict(list))
        self.runs, self.lengths, self.texts = [], {}, {}
        self.words = Trie()
        self.deleted = set()
        self.flush_at, self.merges = flush_at, 0

    def add(self, name, text):
        if name in self.texts:
            self.remove(name)
        key = f"{name}#{len(self.lengths)}"
        self.texts[name], self.lengths[key] = (key, text), 0
        for term, place, _ in terms(text):
            self.buffer[term][key].append(place)
            self.lengths[key] += 1
            self.words.add(term)
        if len(self.buffer) >= self.flush_at:
            self.flush()

    def remove(self, name):
        key, _ = self.texts.pop(name)
        self.deleted.add(key)

    def flush(self):
        self.runs.append(Run([(t, dict(p)) for t, p in sorted(self.buffer.items())]))
        self.buffer.clear()
        while len(self.runs) > 1 and len(self.runs[-1]) * 2 >= len(self.runs[-2]):
            newer, older = self.runs.pop(), self.runs.pop()
            both = []
            for term, group in groupby(merge(older.postings, newer.postings, key=itemgetter(0)), itemgetter(0)):
                found = dict(chain.from_iterable(p.items() for _, p in group))
                kept = {k: v for k, v in found.items() if k not in self.deleted}
                if kept:
                    both.append((term, kept))
            self.runs.append(Run(both))
            self.merges += 1

    def find(self, term):
        result = {}
        for run in self.runs:
            result |= run.find(term)
        result |= self.buffer.get(term, {})
        return {k: v for k, v in result.items() if k not in self.deleted}

    def score(self, words):
        live = len(self.texts)
        average = sum(n for k, n in self.lengths.items() if k not in self.deleted) / live
        scores = Counter()
        for word in words:
            found = self.find(word)
            weight = math.log(1 + (live - len(found) + 0.5) / (len(found) + 0.5))
            for key, places in found.items():
                n = len(places)
                scores[key] += weight * n * 2.2 / (n + 1.2 * (0.25 + 0.75 * self.lengths[key] / average))
        return scores

    def phrase(self, words):
        if not words:
            return set()
        found = [self.find(w) for w in words]
        return {key for key in set.intersection(*map(set, found))
                if any(all(p + n in f[key] for n, f in enumerate(found)) for p in found[0][key])}

    def search(self, query, limit=3):
        phrases = [[t for t, _, _ in terms(p)] for p in re.findall(r'"([^"]+)"', query)]
        rest = re.sub(r'"[^"]+"', " ", query)
        wanted = [t for t, _, _ in terms(re.sub(r"-\w+", " ", rest))]
        banned = {k for w in re.findall(r"-(\w+)", rest) for k in self.find(stem(w.lower()))}
        scores = self.score(wanted + [w for p in phrases for w in p])
        keys = set(scores) - banned
        for p in phrases:
            keys &= self.phrase(p)
        for key, score in nlargest(limit, ((k, scores[k]) for k in keys), key=lambda p: (p[1], p[0])):
            yield key.partition("#")[0], round(score, 4)

    def suggest(self, word, n=3):
        return [text for _, text in sorted(self.words.near(stem(word), 2))[:n]]

    def snippet(self, name, query, width=5):
        wanted = {t for t, _, _ in terms(query)}
        held, best = deque(maxlen=width), (-1, "")
        for word in self.texts[name][1].split():
            held.append(f"[{word}]" if any(t in wanted for t, _, _ in terms(word)) else word)
            hits = sum(w[0] == "[" for w in held)
            if hits > best[0]:
                best = hits, " ".join(held)
        return best[1]


print([stem(w) for w in "ferries harvesting burned travelled cooks slowly ferry's is sun's travellers".split()])
index = Index()
for name, text in DOCUMENTS.items():
    index.add(name, text)
print(len(index.runs), [len(r) for r in index.runs], index.merges, len(index.buffer))
for query in ("ferry harbour", "slow cooking", '"cross harbour"', '"grey harbour" ferry', "wheat -salt", "fuel burning engines", "nothing here", "the of", ""):
    print(f"{query!r:24}", list(index.search(query)))
print(index.suggest("harbor"), index.suggest("ferri"), index.suggest("zzz"), list(index.words.walk("ha")))
print(index.snippet("engine", "harbour fuel"), "|", index.snippet("cooking", "slowly"), "|", repr(index.snippet("empty", "x")))
index.add("ferry", "A brand new ferry text: harbour harbour harbour.")
index.remove("travel")
index.flush()
print(list(index.search("ferry harbour")), sorted(index.deleted), len(index.texts), index.phrase(["harbour", "harbour"]))
words = ["".join(p) for p in product("bcd", "ao", "rst", "ei", "mn")]
big = Index(flush_at=40)
for n in range(60):
    big.add(f"d{n}", " ".join(words[(n * k * 7 + k) % len(words)] for k in range(1, 12)))
    if n % 5 == 4:
        big.remove(f"d{n - 2}")
print(len(big.runs), [len(r) for r in big.runs], big.merges, len(big.texts), sum(1 for _ in big.words.walk()))
print(list(big.search(f"{words[3]} {words[17]} {words[40]}", 4)), list(big.search(f'"{words[8]} {words[2]}"')))
print(list(islice(big.words.walk("ca"), 4)), big.suggest("cares"), max(big.lengths.values()), [len(big.find(stem(w))) for w in words[:6]])
