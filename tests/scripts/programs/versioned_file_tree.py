# A file system in memory with versions: blobs by hash, commits, branches, diffs, merges, globbing.
import hashlib
import io
import re
from collections import ChainMap, Counter, deque
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType


class TreeError(OSError):
    pass


class MergeConflict(Exception):
    def __init__(self, paths):
        super().__init__(f"{len(paths)} conflicts: {', '.join(paths)}")
        self.paths = paths


def lcs(a, b):
    """Pairs of places of a longest common subsequence."""
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if a[i] == b[j] else max(lengths[i + 1][j], lengths[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1


def diff(old, new):
    a, b = old.splitlines(), new.splitlines()
    i = j = 0
    for x, y in [*lcs(a, b), (len(a), len(b))]:
        yield from (f"-{line}" for line in a[i:x])
        yield from (f"+{line}" for line in b[j:y])
        if x < len(a):
            yield f" {a[x]}"
        i, j = x + 1, y + 1


def merge_text(base, ours, theirs):
    lines = [text.splitlines() for text in (base, ours, theirs)]
    to_ours, to_theirs = dict(lcs(lines[0], lines[1])), dict(lcs(lines[0], lines[2]))
    anchors = [(k, to_ours[k], to_theirs[k]) for k in range(len(lines[0])) if k in to_ours and k in to_theirs]
    out, at = [], (0, 0, 0)
    clean = True
    for anchor in [*anchors, tuple(map(len, lines))]:
        b, o, t = (text[start:end] for text, start, end in zip(lines, at, anchor))
        if o == t or t == b:
            out += o
        elif o == b:
            out += t
        else:
            clean = False
            out += ["<<<", *o, "===", *t, ">>>"]
        if anchor[0] < len(lines[0]):
            out.append(lines[0][anchor[0]])
        at = tuple(x + 1 for x in anchor)
    return "\n".join(out) + "\n" * bool(out), clean


@lru_cache
def glob(pattern):
    text = ""
    for part in re.findall(r"\*\*/|\*\*|\*|\?|\[!?[^]]+\]|[^*?[]+", pattern):
        text += {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(
            part, "[^" + part[2:] if part.startswith("[!") else part if part[0] == "[" else re.escape(part))
    return re.compile(text + r"\Z")


class Store:
    def __init__(self):
        self.objects = {}
        self.writes = Counter()

    def put(self, kind, data):
        key = hashlib.sha1(kind.encode() + b"\0" + data).hexdigest()[:12]
        self.writes[kind, key in self.objects] += 1
        self.objects[key] = kind, data
        return key

    def get(self, key):
        try:
            return self.objects[key]
        except KeyError:
            raise TreeError(2, "no such object", key) from None


class Repository:
    def __init__(self):
        self.store, self.branches, self.head = Store(), {"main": None}, "main"
        self.files = {}

    def write(self, path, text):
        if any(other.startswith(path + "/") for other in self.files):
            raise TreeError(21, "is a folder", path)
        parts = path.split("/")
        for n in range(1, len(parts)):
            if "/".join(parts[:n]) in self.files:
                raise TreeError(20, "is no folder", "/".join(parts[:n]))
        self.files[path] = text

    @contextmanager
    def edit(self, path):
        buffer = io.StringIO(self.files.get(path, ""))
        yield buffer
        self.write(path, buffer.getvalue())

    def find(self, pattern):
        return sorted(filter(glob(pattern).match, self.files))

    def commit(self, message, *more_parents):
        lines = [f"{path}\t{self.store.put('blob', text.encode())}" for path, text in sorted(self.files.items())]
        tree = self.store.put("tree", "\n".join(lines).encode())
        parents = [p for p in (self.branches[self.head], *more_parents) if p]
        key = self.store.put("commit", "\n".join([tree, " ".join(parents), message]).encode())
        self.branches[self.head] = key
        return key

    def read_commit(self, key):
        kind, data = self.store.get(key)
        if kind != "commit":
            raise TreeError(22, f"a {kind}, not a commit", key)
        tree, parents, message = data.decode().split("\n", 2)
        return tree, parents.split(), message

    def snapshot(self, key):
        if key is None:
            return MappingProxyType({})
        text = self.store.get(self.read_commit(key)[0])[1].decode()
        pairs = (line.split("\t") for line in text.splitlines())
        return MappingProxyType({path: self.store.get(blob)[1].decode() for path, blob in pairs})

    def branch(self, name):
        self.branches[name] = self.branches[self.head]
        self.head = name

    def checkout(self, name):
        self.files = dict(self.snapshot(self.branches[name]))
        self.head = name

    def ancestors(self, key):
        seen, queue = {}, deque([key])
        while queue:
            key = queue.popleft()
            if key and key not in seen:
                seen[key] = len(seen)
                queue.extend(self.read_commit(key)[1])
        return seen

    def base(self, a, b):
        mine = self.ancestors(a)
        return next((key for key in self.ancestors(b) if key in mine), None)

    def merge(self, name):
        other, mine = self.branches[name], self.branches[self.head]
        root = self.base(mine, other)
        if root == other:
            return "nothing to do"
        if root == mine:
            self.branches[self.head] = other
            self.checkout(self.head)
            return "moved ahead"
        base, ours, theirs = map(self.snapshot, (root, mine, other))
        result, conflicts = {}, []
        for path in sorted(ChainMap(base, ours, theirs)):
            b, o, t = (side.get(path) for side in (base, ours, theirs))
            if o == t or b == t:
                new = o
            elif o == b:
                new = t
            elif o is None or t is None:
                new, _ = o or t, conflicts.append(path)
            else:
                new, clean = merge_text(b or "", o, t)
                clean or conflicts.append(path)
            if new is not None:
                result[path] = new
        self.files = result
        if conflicts:
            raise MergeConflict(conflicts)
        return self.commit(f"merge {name}", other)

    def log(self):
        return [self.read_commit(key)[2] for key in self.ancestors(self.branches[self.head])]


repo = Repository()
repo.write("README", "one\ntwo\nthree\nfour\nfive\n")
repo.write("src/main.py", "print(1)\n")
repo.write("src/lib/a.txt", "äöü\n")
first = repo.commit("first")
for path in ("src", "README/x"):
    try:
        repo.write(path, "")
    except TreeError as e:
        print(type(e).__name__, e.errno, e.strerror, e.filename, isinstance(e, OSError))
repo.branch("feature")
with repo.edit("README") as file:
    file.seek(0, io.SEEK_END)
    file.write("six\n")
with repo.edit("src/new.py") as file:
    print("x = 1", "y = 2", sep="\n", file=file)
repo.commit("feature: more")
del repo.files["src/lib/a.txt"]
repo.commit("feature: less")
repo.checkout("main")
repo.write("README", repo.files["README"].replace("one", "ONE").replace("two\n", ""))
second = repo.commit("main: shout")
print(first, second, repo.find("**/*.py"), repo.find("src/*"), repo.find("[!s]*"), repo.find("**"))
print(*diff(repo.snapshot(first)["README"], repo.files["README"]))
print(len(repo.merge("feature")), repo.files, repo.log())
print(repo.merge("feature"), repo.base(repo.branches["main"], repo.branches["feature"]) == repo.branches["feature"])
repo.checkout("feature")
print(repo.merge("main"), repo.log()[:2])
repo.branch("left")
repo.write("README", "ONE\nLEFT\n")
repo.write("both", "same\n")
repo.commit("left")
repo.checkout("feature")
repo.write("README", "ONE\nRIGHT\n")
repo.write("both", "same\n")
del repo.files["src/main.py"]
repo.commit("right")
try:
    repo.merge("left")
except MergeConflict as e:
    print(e, repr(repo.files["README"]), e.paths)
for key in ("nothing", repo.read_commit(first)[0]):
    try:
        repo.read_commit(key)
    except TreeError as e:
        print(e)
print(sorted(repo.store.writes.items()) == sorted(repo.store.writes.items()), Counter(kind for kind, _ in repo.store.objects.values()))
try:
    repo.snapshot(first)["README"] = "x"
except TypeError as e:
    print(e)
chain = Repository()
for n in range(25):
    chain.write(f"dir{n % 3}/f{n % 7}.txt", "\n".join(str(k * n % 10) for k in range(12)))
    chain.commit(f"c{n}")
print(len(chain.log()), len(chain.store.objects), [k for k, g in groupby(sorted(chain.files), lambda p: p.split("/")[0])])
old, new = chain.files["dir0/f0.txt"], chain.files["dir1/f4.txt"]
print("".join(diff(old, new)), merge_text(old, old, new) == (new + "\n", True), merge_text("a\nb\n", "a\nb\nc\n", "x\na\nb\n"))
