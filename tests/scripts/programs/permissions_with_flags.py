# Rights as flags, roles that inherit, rules of access, an audit, tokens that carry rights.
import base64
import enum
import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import Enum, Flag, IntEnum, IntFlag, unique
from functools import reduce, total_ordering
from operator import or_


class Right(Flag):
    NONE = 0
    READ = enum.auto()
    WRITE = enum.auto()
    DELETE = enum.auto()
    SHARE = enum.auto()
    EDIT = READ | WRITE
    ALL = EDIT | DELETE | SHARE

    @classmethod
    def parse(cls, text):
        if text == "-":
            return cls.NONE
        return reduce(or_, (cls[word.strip().upper()] for word in text.split(",")), cls.NONE)

    def __format__(self, spec):
        if spec != "s":
            return super().__format__(spec)
        letters = {Right.READ: "r", Right.WRITE: "w", Right.DELETE: "d", Right.SHARE: "s"}
        return "".join(c if right in self else "-" for right, c in letters.items())


@unique
class Level(IntEnum):
    GUEST = 0
    MEMBER = 10
    EDITOR = 20
    ADMIN = 99

    @property
    def rights(self):
        granted = Right.NONE
        for level, right in [(0, Right.READ), (20, Right.WRITE | Right.SHARE), (99, Right.ALL)]:
            if self >= level:
                granted |= right
        return granted


class Mode(IntFlag):
    X = 1
    W = 2
    R = 4

    @classmethod
    def from_octal(cls, text):
        return [cls(int(digit)) for digit in text]


@total_ordering
class Severity(Enum):
    LOW = ("low", 1)
    HIGH = ("high", 5)
    CRITICAL = ("critical", 9)

    def __init__(self, label, weight):
        self.label, self.weight = label, weight

    def __lt__(self, other):
        if not isinstance(other, Severity):
            return NotImplemented
        return self.weight < other.weight


class Denied(PermissionError):
    def __init__(self, who, right, what):
        super().__init__(f"{who} may not {right:s} {what}")
        self.right = right


@dataclass(frozen=True, slots=True)
class User:
    name: str
    level: Level
    groups: frozenset = frozenset()

    @property
    def everyone(self):
        return {self.name, *self.groups, "*"}


class Document:
    def __init__(self, title, owner, parent=None):
        self.title, self.owner, self.parent = title, owner, parent
        self.allowed, self.forbidden = {}, {}

    def allow(self, who, text):
        self.allowed[who] = self.allowed.get(who, Right.NONE) | Right.parse(text)
        return self

    def forbid(self, who, text):
        self.forbidden[who] = self.forbidden.get(who, Right.NONE) | Right.parse(text)
        return self

    def rights_of(self, user):
        if user.name == self.owner or user.level is Level.ADMIN:
            return Right.ALL
        base = self.parent.rights_of(user) if self.parent else user.level.rights & ~Right.SHARE
        for who in sorted(user.everyone):
            base |= self.allowed.get(who, Right.NONE)
        for who in user.everyone:
            base &= ~self.forbidden.get(who, Right.NONE)
        return base


audit = []


def demand(user, right, document):
    missing = right & ~document.rights_of(user)
    audit.append((user.name, right, document.title, not missing,
                  Severity.CRITICAL if missing & Right.DELETE else Severity.HIGH if missing else Severity.LOW))
    if missing:
        raise Denied(user.name, missing, document.title)
    return True


root = Document("root", "system").forbid("guests", "write, share, delete")
plans = Document("plans", "ada", root).allow("team", "edit").allow("bob", "share")
secret = Document("secret", "ada", plans).forbid("*", "all").allow("eve", "read")
users = [User("ada", Level.MEMBER, frozenset({"team"})), User("bob", Level.EDITOR),
         User("eve", Level.GUEST, frozenset({"guests", "team"})), User("root", Level.ADMIN)]
for document in (root, plans, secret):
    print(f"{document.title:8}", *[f"{u.name}:{document.rights_of(u):s}" for u in users])
for user in users:
    for right in (Right.READ, Right.EDIT, Right.DELETE | Right.SHARE):
        for document in (plans, secret):
            try:
                demand(user, right, document)
            except Denied as e:
                print("denied:", e, e.right == right, isinstance(e, OSError))
print(len(audit), max(a[-1] for a in audit).label, sum(a[-1].weight for a in audit),
      sorted({a[-1] for a in audit}))

print(Right.EDIT, repr(Right.EDIT), list(Right.EDIT), Right.READ in Right.EDIT, Right.ALL.value, len(Right))
print(~Right.READ, Right.READ ^ Right.EDIT, bool(Right.NONE), Right(6), Right.parse("read,delete") is Right(5))
print(Mode.from_octal("754"), Mode.R | Mode.X, int(Mode.R | 8), Mode(6) & ~Mode.W, Mode.W + 1)
print(Level.EDITOR > Level.MEMBER, Level(10), Level["ADMIN"] + 1, f"{Level.GUEST}", [level.name for level in Level])
print(Severity.LOW < Severity.HIGH <= Severity.CRITICAL, Severity(("high", 5)), Severity.HIGH.value)
for wrong in (lambda: Right.parse("read, fly"), lambda: Level(11), lambda: Severity.LOW < 3,
              lambda: setattr(Right, "READ", 2), lambda: setattr(users[0], "name", "x")):
    try:
        print(wrong())
    except (KeyError, ValueError, TypeError, AttributeError) as e:
        print(type(e).__name__)


def sign(claims, key=b"key"):
    body = base64.urlsafe_b64encode(json.dumps(claims, sort_keys=True).encode()).rstrip(b"=")
    return b".".join([body, hmac.new(key, body, hashlib.sha256).hexdigest()[:16].encode()]).decode()


def check(token, key=b"key"):
    body, _, mac = token.partition(".")
    if not hmac.compare_digest(hmac.new(key, body.encode(), hashlib.sha256).hexdigest()[:16], mac):
        raise Denied("bearer", Right.ALL, "anything")
    claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return User(claims["name"], Level[claims["level"]], frozenset(claims["groups"]))


tokens = [sign({"name": u.name, "level": u.level.name, "groups": sorted(u.groups)}) for u in users]
print(tokens[0], [check(t) == u for t, u in zip(tokens, users)])
for broken in (tokens[1][:-1] + "0", tokens[0].replace(".", "A.", 1), "x.y"):
    try:
        check(broken)
    except Denied as e:
        print("refused", f"{e.right:s}")


@unique
class Weekday(Enum):
    MON, TUE, WED, THU, FRI = range(1, 6)

    def next(self):
        members = list(type(self))
        return members[(members.index(self) + 1) % len(members)]


Extra = Enum("Extra", "ONE TWO", start=10)
print(Weekday.FRI.next(), Weekday(3).name, Weekday.MON.next().value, list(Extra), Extra.TWO.value)
table = {day: Right(n) for n, day in enumerate(Weekday, 3)}
print({day.name: f"{right:s}" for day, right in table.items()}, table[Weekday.MON] is Right.EDIT)
try:
    @unique
    class Twice(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
