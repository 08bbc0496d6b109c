# Ratings: sparse vectors, similarity, clusters, a decision tree and naive Bayes, all in plain code.
import math
import random
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from heapq import nlargest, nsmallest
from itertools import combinations, groupby
from operator import itemgetter, mul


class Vector(dict):
    """Sparse; what is missing is zero."""

    def __missing__(self, key):
        return 0.0

    def __add__(self, other):
        result = Vector(self)
        for key, value in other.items():
            result[key] += value
        return result.trimmed()

    def __sub__(self, other):
        return self + other * -1

    def __mul__(self, number):
        return Vector((k, v * number) for k, v in self.items())

    __rmul__ = __mul__

    def __matmul__(self, other):
        small, large = sorted((self, other), key=len)
        return math.fsum(v * large[k] for k, v in small.items() if k in large)

    def __abs__(self):
        return math.sqrt(self @ self)

    def __hash__(self):
        return hash(frozenset(self.items()))

    def trimmed(self, least=1e-12):
        for key in [k for k, v in self.items() if abs(v) < least]:
            del self[key]
        return self

    def cosine(self, other):
        size = abs(self) * abs(other)
        return self @ other / size if size else 0.0

    @classmethod
    def mean(cls, vectors):
        vectors = list(vectors)
        return reduce(lambda a, b: a + b, vectors, cls()) * (1 / len(vectors))


class Recommender:
    def __init__(self, ratings):
        self.users = defaultdict(Vector)
        self.things = defaultdict(Vector)
        for user, thing, stars in ratings:
            self.users[user][thing] = stars
            self.things[thing][user] = stars
        self.similarity = lru_cache(maxsize=256)(self._similarity)

    @cached_property
    def means(self):
        return {user: statistics.fmean(v.values()) for user, v in self.users.items()}

    def centred(self, user):
        return Vector((t, s - self.means[user]) for t, s in self.users[user].items())

    def _similarity(self, a, b):
        return round(self.centred(a).cosine(self.centred(b)), 9)

    def near(self, user, n=3):
        return nlargest(n, ((self.similarity(*sorted((user, other))), other) for other in self.users if other != user))

    def predict(self, user, thing):
        weights = [(w, o) for w, o in self.near(user, len(self.users)) if w > 0 and thing in self.users[o]]
        if not weights:
            return self.means[user]
        top = sum(w * (self.users[o][thing] - self.means[o]) for w, o in weights)
        return self.means[user] + top / sum(w for w, _ in weights)

    def recommend(self, user, n=2):
        unseen = sorted(self.things.keys() - self.users[user].keys())
        return [(t, round(p, 3)) for p, t in nlargest(n, ((self.predict(user, t), t) for t in unseen))]


def k_means(points, k, rounds=20, seed=1):
    centres = random.Random(seed).sample(points, k)
    for n in range(rounds):
        groups = [[] for _ in centres]
        for point in points:
            groups[min(range(k), key=lambda c: (math.dist(point, centres[c]), c))].append(point)
        moved = [tuple(map(statistics.fmean, zip(*g))) if g else c for g, c in zip(groups, centres)]
        if moved == centres:
            return n, groups
        centres = moved
    return rounds, groups


@dataclass(frozen=True)
class Leaf:
    label: str
    share: float


@dataclass(frozen=True)
class Branch:
    question: tuple
    yes: object
    no: object


def entropy(rows):
    counts = Counter(row["label"] for row in rows)
    return -sum(n / len(rows) * math.log2(n / len(rows)) for n in counts.values())


def grow(rows, depth=4):
    questions = sorted({(k, row[k]) for row in rows for k in row if k != "label"}, key=str)
    best = None
    for key, value in questions:
        test = (lambda r: r[key] >= value) if isinstance(value, (int, float)) else (lambda r: r[key] == value)
        yes, no = [r for r in rows if test(r)], [r for r in rows if not test(r)]
        if yes and no:
            gain = entropy(rows) - (len(yes) * entropy(yes) + len(no) * entropy(no)) / len(rows)
            if best is None or gain > best[0] + 1e-9:
                best = gain, (key, value), yes, no
    if not depth or best is None or best[0] < 1e-6:
        (label, n), = Counter(r["label"] for r in rows).most_common(1)
        return Leaf(label, n / len(rows))
    _, question, yes, no = best
    return Branch(question, grow(yes, depth - 1), grow(no, depth - 1))


def decide(tree, row):
    match tree:
        case Leaf(label=label):
            return label
        case Branch((key, int() | float() as value), yes, no):
            return decide(yes if row[key] >= value else no, row)
        case Branch((key, value), yes, no):
            return decide(yes if row[key] == value else no, row)


def draw(tree, indent=""):
    match tree:
        case Leaf(label, share):
            yield f"{indent}{label} {share:.0%}"
        case Branch((key, value), yes, no):
            yield f"{indent}{key} {'>=' if isinstance(value, int) else 'is'} {value}?"
            yield from draw(yes, indent + "  + ")
            yield from draw(no, indent + "  - ")


class Bayes:
    def __init__(self):
        self.words, self.labels = defaultdict(Counter), Counter()

    def learn(self, label, text):
        self.labels[label] += 1
        self.words[label].update(text.lower().split())
        return self

    def scores(self, text):
        known = set().union(*self.words.values())
        for label in sorted(self.labels):
            total = self.words[label].total() + len(known)
            score = math.log(self.labels[label] / self.labels.total())
            yield score + sum(math.log((self.words[label][w] + 1) / total) for w in text.lower().split()), label


a, b = Vector(x=1, y=2), Vector(y=3, z=-1)
print(a + b, a - a, a @ b, abs(Vector(x=3, y=4)), 2 * a, a["none"], len(a), round(a.cosine(b), 6), Vector().cosine(a))
print(hash(Vector(x=1)) == hash(Vector(x=1)), Vector.mean([a, b, Vector()]), isinstance(a, dict), a | b, sorted(a.keys() ^ b.keys()))
chance = random.Random(4)
films = [f"film{n}" for n in range(8)]
taste = {f"u{n}": n % 3 for n in range(9)}
ratings = [(u, f, max(1, min(5, (5 if n % 3 == t else 2) + chance.randint(-1, 1)))) for u, t in taste.items()
           for n, f in enumerate(films) if chance.random() < 0.7]
model = Recommender(ratings)
print(len(ratings), {u: round(m, 3) for u, m in sorted(model.means.items())})
for user in ("u0", "u4", "u8"):
    print(user, [(round(w, 4), o) for w, o in model.near(user)], model.recommend(user))
print(model.similarity.cache_info().hits > 20, sum(taste[o] == taste[u] for u in taste for _, o in model.near(u, 2)), "of", 18)
pairs = nsmallest(2, combinations(sorted(taste), 2), key=lambda p: model.similarity(*p))
print(pairs, round(model.predict("u1", "film1"), 4))

points = [(round(cx + chance.gauss(0, 1), 3), round(cy + chance.gauss(0, 1), 3)) for cx, cy in ((0, 0), (8, 1), (4, 9)) for _ in range(12)]
rounds, groups = k_means(points, 3)
print(rounds, sorted(map(len, groups)), [min(g) for g in sorted(groups, key=min)], round(math.dist(*points[:2]), 6))
rows = [{"weather": w, "wind": n % 4, "label": "stay" if w == "rain" and n % 4 > 1 or n % 4 == 3 else "go"}
        for n, w in enumerate(["sun", "rain", "cloud", "sun", "rain"] * 4)]
tree = grow(rows)
print(*draw(tree), sep="\n")
print(all(decide(tree, r) == r["label"] for r in rows), decide(tree, {"weather": "fog", "wind": 2}), tree == grow(rows[::-1]), round(entropy(rows), 6))
filter_ = Bayes().learn("spam", "win money now now").learn("spam", "cheap money").learn("ham", "meeting at noon").learn("ham", "lunch money at noon")
for text in ("money now", "lunch meeting", "hello"):
    print(text, max(filter_.scores(text))[1], [round(s, 4) for s, _ in filter_.scores(text)])
runs = [(k, sum(map(itemgetter(2), g))) for k, g in groupby(sorted(ratings), key=itemgetter(0))]
print(runs[:4], math.prod(map(mul, [1, 2, 3], [4, 5, 6])), statistics.correlation([r[2] for r in ratings[:20]], list(range(20))) < 1)
slope, intercept = statistics.linear_regression([1, 2, 3, 4], [2.1, 3.9, 6.2, 7.8])
print(round(slope, 6), round(intercept, 6), statistics.geometric_mean([1, 2, 4]), statistics.harmonic_mean([40, 60]), statistics.median_grouped([1, 2, 2, 3, 4]))
