# A tour through collections by way of a small library of songs: every container at work.
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple
from collections.abc import Hashable, Iterable, Mapping, MutableMapping, MutableSet, Sequence
from copy import copy, deepcopy
from functools import reduce
from operator import and_, itemgetter, or_

Song = namedtuple("Song", ["title", "artist", "year", "seconds"], defaults=[0])


class CaseInsensitive(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.store = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        return self.store[key.lower()][1]

    def __setitem__(self, key, value):
        self.store[key.lower()] = (key, value)

    def __delitem__(self, key):
        del self.store[key.lower()]

    def __iter__(self):
        return (key for key, _ in self.store.values())

    def __len__(self):
        return len(self.store)

    def __repr__(self):
        return f"CI({dict(self.items())})"


class OrderedSet(MutableSet):
    def __init__(self, items=()):
        self.items = OrderedDict.fromkeys(items)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, item):
        self.items[item] = None
        self.items.move_to_end(item)

    def discard(self, item):
        self.items.pop(item, None)

    def __repr__(self):
        return f"OrderedSet({list(self)})"


class History(UserList):
    def __init__(self, items=(), limit=5):
        super().__init__(items)
        self.limit = limit

    def append(self, item):
        super().append(item)
        del self.data[:-self.limit]


class Title(UserString):
    def key(self):
        words = self.lower().split()
        return str(" ".join(words[1:] if words[:1] == ["the"] else words))


class Tags(UserDict):
    def __missing__(self, key):
        self[key] = []
        return self[key]


songs = [Song(f"{'The ' if n % 4 == 0 else ''}Song {n * 7 % 20}", f"Artist {n % 5}", 1970 + n * 11 % 40, 120 + n * 37 % 200)
         for n in range(20)] + [Song("Silence", "Nobody", 1952)]
print(songs[0], songs[-1].seconds, songs[3]._asdict(), Song._field_defaults)
by_artist = defaultdict(list)
for song in songs:
    by_artist[song.artist].append(song.year)
print({k: sorted(v) for k, v in sorted(by_artist.items())}, by_artist.default_factory, len(by_artist["new"]), list(by_artist)[-1])
decades = Counter(song.year // 10 * 10 for song in songs)
lengths = Counter({song.artist: song.seconds for song in songs})
lengths.subtract({"Artist 1": 50, "Nobody": 3})
print(decades.most_common(), lengths, +lengths == lengths, (-lengths), lengths.total())
print(Counter("mississippi") & Counter("misses"), Counter(a=3) - Counter(a=5, b=-2), Counter("ab") | Counter("bb"), sorted(Counter("hello").elements()))
decades.update([1990] * 4)
decades[1950] -= 1
del decades[1960]
print(dict(decades), decades[1800], 1800 in decades, Counter("aab") == Counter("aba"), Counter(a=1) <= Counter(a=1, b=0))

queue = deque(range(8), maxlen=8)
queue.rotate(3)
queue.appendleft("x")
queue.extendleft("yz")
queue.extend([1, 2])
print(queue, queue.index(6), queue.count(1), queue.maxlen, list(reversed(queue))[:2], queue[-1], deque([1]) + deque([2]))
queue.rotate(-2)
queue.remove("x")
queue.insert(2, "in")
del queue[0]
queue[1], popped = "set", queue.pop()
print(queue, popped, queue.popleft(), copy(queue) == queue, deque("abc") * 2, "set" in queue, deque([1, 2]) < deque([1, 3]))
queue.reverse()
print(queue, bool(deque()), deque([3, 1, 2], 2))
for wrong in (lambda: deque().pop(), lambda: queue.remove("gone"), lambda: queue[99], lambda: deque([1], -1), lambda: queue.insert(1, 1) or [queue.insert(0, n) for n in range(9)]):
    try:
        print(wrong())
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)

playlist = OrderedDict((s.title, s.seconds) for s in songs[:8])
playlist.move_to_end("Song 1")
playlist.move_to_end("Song 15", last=False)
print(list(playlist), playlist.popitem(), playlist.popitem(last=False), next(reversed(playlist)))
other = OrderedDict(reversed(playlist.items()))
print(other == playlist, dict(other) == playlist, other | {"new": 1} != other, len(playlist | other), list(other)[:2])
playlist["Song 7"] = playlist.pop("Song 7")
for title in list(playlist)[::2]:
    playlist.move_to_end(title)
print(list(playlist.items())[-2:], playlist.setdefault("Song 7", 1), playlist.get("none"), OrderedDict.fromkeys("cab", 0))

defaults, user, command = {"volume": 5, "shuffle": False}, {"volume": 7, "theme": "dark"}, {}
settings = ChainMap(command, user, defaults)
settings["shuffle"] = True
inner = settings.new_child({"volume": 11})
print(dict(sorted(settings.items())), inner["volume"], inner.parents["volume"], len(inner), command, list(settings))
try:
    del settings["volume"]
except KeyError as e:
    print("KeyError", e.args[0][:26])
print(settings.pop("shuffle"), settings["shuffle"], settings | {"x": 1} == ChainMap({"x": 1}, user, defaults), settings.maps[0])

headers = CaseInsensitive({"Content-Type": "a", "ETag": 1}, accept="*/*")
headers["CONTENT-type"] = "b"
print(headers, "etag" in headers, headers.get("x", 0), headers.pop("ACCEPT"), len(headers), headers == {"CONTENT-type": "b", "ETag": 1})
print(headers.setdefault("New", []), isinstance(headers, Mapping), headers.popitem(), sorted(headers.keys() & {"ETag", "New"}))
first, second = OrderedSet("abracadabra"), OrderedSet("simsalabim")
first.add("a")
print(first, first & second, first | second, first - second, second ^ first, first >= OrderedSet("ab"), first.isdisjoint("xyz"))
first |= "xyz"
first -= {"b", "c"}
first &= set("xadr")
print(first, first.pop(), len(first), reduce(or_, [OrderedSet([1]), OrderedSet([2]), {3}]), isinstance(first, Hashable))
history = History(limit=3)
for word in "one two three four five".split():
    history.append(word)
print(history, history[-1], history + ["x"], len(history), sorted(history), type(history[:2]).__name__, history == ["three", "four", "five"])
titles = sorted((Title(s.title) for s in songs[:9]), key=Title.key)
print(*titles[:4], sep=" | ", end="|\n")
print(titles[0].upper(), titles[0] + "!", isinstance(titles[0], Sequence), "Song" in titles[0], len(titles[0]), titles[0] == str(titles[0]))
tags = Tags({"old": [0]})
for song in songs:
    tags[song.title[-1]].append(song.seconds % 10)
print(sorted((k, len(v)) for k, v in tags.items()), "q" in tags, tags["q"], tags.get("zz"), len(tags))
nested = deepcopy({"tags": tags, "songs": songs[:2], "queue": queue, "map": settings})
nested["tags"]["old"].append(9)
nested["queue"].clear()
print(tags["old"], len(queue), nested["songs"][0] == songs[0], nested["map"] == settings, nested["map"] is settings)
print(reduce(and_, ({s.year for s in songs[k::3]} for k in range(2))), max(songs, key=itemgetter(3)).title, isinstance(songs, Iterable))
words = Counter()
for size in (10, 100, 400):
    words.update(f"w{n * n % size}" for n in range(size))
    best = OrderedDict(words.most_common(3))
    print(size, len(words), best, sum(words.values()))
