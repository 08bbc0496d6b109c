# Reads the access log of a web server: a lazy pipeline, sessions, percentiles, anomalies, a histogram, CSV and JSON out.
import csv
import io
import json
import re
import statistics
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, dataclass, fields
from datetime import datetime, timedelta, timezone
from functools import partial, wraps
from itertools import groupby, islice, tee, zip_longest
from math import floor, log2
from operator import attrgetter, itemgetter
from string import Template
from urllib.parse import parse_qs, urlsplit

PATTERN = re.compile(
    r'(?P<host>\S+) \S+ (?P<user>\S+) \[(?P<when>[^\]]+)\] '
    r'"(?P<method>[A-Z]+) (?P<target>\S+) HTTP/(?P<version>[\d.]+)" '
    r'(?P<status>\d{3}) (?P<size>\d+|-)(?: "(?P<agent>(?:[^"\\]|\\.)*)")? (?P<ms>\d+)ms$')


class Generator:
    """A linear congruential source of numbers, so that the log is the same each time."""

    def __init__(self, seed):
        self.state = seed

    def __call__(self, below):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 12) % below

    def choice(self, items):
        return items[self(len(items))]


def make_log(lines, seed=7):
    rnd = Generator(seed)
    now = datetime(2024, 3, 9, 23, 40, tzinfo=timezone(timedelta(hours=1)))
    paths = ["/", "/about", "/shop?page=2", "/shop?page=3&sort=price", "/item/17", "/item/2%20x", "/login", "/api/v1/items?q=a+b&q=c"]
    line = Template('$host - $user [$when] "$method $path HTTP/1.1" $status $size "$agent" ${ms}ms')
    for n in range(lines):
        now += timedelta(seconds=rnd(40) if n != lines // 2 else 3600)
        path = rnd.choice(paths)
        burst = lines * 2 // 3 <= n < lines * 2 // 3 + 12
        status = 503 if burst and n % 2 else 200 if rnd(10) else rnd.choice([301, 404, 404, 500])
        yield line.substitute(
            host=f"10.0.{rnd(2)}.{rnd(3)}", user=rnd.choice(["-", "-", "ada", "bob"]), when=now.strftime("%d/%b/%Y:%H:%M:%S %z"),
            method="POST" if path == "/login" else "GET", path=path, status=status, size="-" if status == 301 else 100 + rnd(9000),
            agent=rnd.choice(["Fox/12.1", 'Bot \\"crawl\\" +x', "curl/8"]), ms=5 + rnd(200) * (10 if burst else 1))
        if n % 23 == 22:
            yield "garbage " + "x" * rnd(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    host: str
    user: str | None
    when: datetime
    method: str
    path: str
    query: dict
    status: int
    size: int
    agent: str
    ms: int

    @classmethod
    def parse(cls, line):
        if not (m := PATTERN.match(line)):
            raise ValueError(f"cannot read {line[:12]!r}")
        url = urlsplit(m["target"])
        return cls(host=m["host"], user=None if m["user"] == "-" else m["user"],
                   when=datetime.strptime(m["when"], "%d/%b/%Y:%H:%M:%S %z"), method=m["method"],
                   path=re.sub(r"/item/.*", "/item/:id", url.path), query=parse_qs(url.query), status=int(m["status"]),
                   size=int(m["size"]) if m["size"] != "-" else 0, agent=m["agent"].replace('\\"', '"'), ms=int(m["ms"]))

    @property
    def family(self):
        return f"{self.status // 100}xx"


def coroutine(function):
    @wraps(function)
    def start(*args, **kwargs):
        running = function(*args, **kwargs)
        next(running)
        return running
    return start


@coroutine
def percentile_keeper(shares=(0.5, 0.9, 0.99)):
    """Takes numbers; answers the percentiles so far when sent None."""
    held, answer = [], None
    while True:
        got = yield answer
        if got is None:
            ordered = sorted(held)
            answer = {f"p{s * 100:g}": ordered[min(len(ordered) - 1, floor(s * len(ordered)))] for s in shares} if held else {}
        else:
            held.append(got)
            answer = len(held)


@coroutine
def rate_alarm(limit, span, report):
    recent = deque()
    raised = False
    try:
        while True:
            hit = yield
            recent.append(hit.when)
            while hit.when - recent[0] > span:
                recent.popleft()
            if raised != (over := len(recent) >= limit):
                report(f"{hit.when:%H:%M:%S} {'alarm' if over else 'calm '} {len(recent)} errors")
                raised = over
    finally:
        report(f"closed with {len(recent)} recent")


def read(lines: Iterable[str], bad: list) -> Iterator[Hit]:
    for number, line in enumerate(lines, 1):
        try:
            yield Hit.parse(line)
        except ValueError as e:
            bad.append((number, str(e)))


@dataclass
class Session:
    host: str
    start: datetime
    hits: int
    seconds: float
    first: str
    last: str


def sessions(hits, gap=timedelta(minutes=8)):
    for host, own in groupby(sorted(hits, key=attrgetter("host", "when")), key=attrgetter("host")):
        run = []
        one, two = tee(own)
        for hit, after in zip_longest(one, islice(two, 1, None)):
            run.append(hit)
            if after is None or after.when - hit.when > gap:
                yield Session(host, run[0].when, len(run), (run[-1].when - run[0].when).total_seconds(), run[0].path, run[-1].path)
                run = []


def table(rows, head, out=print):
    rows = [[f"{c:.1f}" if isinstance(c, float) else str(c) for c in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(head, *rows)]
    for row in (head, ["-" * w for w in widths], *rows):
        out("  ".join(f"{c:>{w}}" if c[:1].isdigit() else f"{c:<{w}}" for c, w in zip(row, widths)).rstrip())


def sparkline(numbers):
    top = max(numbers) or 1
    return "".join(" ▁▂▃▄▅▆▇█"[-(-n * 8 // top)] for n in numbers)


def main():
    log = list(make_log(160))
    print(log[0], log[22], log[23], sep="\n")
    bad, alarms = [], []
    hits = list(read(log, bad))
    print(len(log), len(hits), bad[:3], len(bad))
    keepers = defaultdict(percentile_keeper)
    alarm = rate_alarm(4, timedelta(minutes=3), alarms.append)
    by_path, sizes = defaultdict(Counter), defaultdict(int)
    for hit in hits:
        keepers[hit.path].send(hit.ms)
        by_path[hit.path][hit.family] += 1
        sizes[hit.path] += hit.size
        if hit.status >= 500:
            alarm.send(hit)
    alarm.close()
    print(*alarms, sep="\n")
    families = sorted(set().union(*by_path.values()))
    rows = [(path, c.total(), *(c[f] for f in families), sizes[path] / 1024, *keepers[path].send(None).values())
            for path, c in sorted(by_path.items(), key=lambda p: (-p[1].total(), p[0]))]
    table(rows, ["path", "hits", *families, "KiB", "p50", "p90", "p99"])
    print("queries:", sorted(Counter(f"{k}={v}" for h in hits for k, vs in h.query.items() for v in vs).items()))
    print("agents:", Counter(h.agent.split("/")[0] for h in hits).most_common(), "users:", Counter(map(attrgetter("user"), hits))[None])
    times = [h.ms for h in hits]
    print(f"mean {statistics.mean(times):.2f} median {statistics.median(times)} stdev {statistics.stdev(times):.3f}",
          f"quartiles {statistics.quantiles(times, n=4)} mode {statistics.mode(h.status for h in hits)}")
    shapes = Counter(floor(log2(t)) for t in times)
    for power in range(min(shapes), max(shapes) + 1):
        print(f"{2 ** power:>5}-{2 ** (power + 1) - 1:<5} {'#' * (shapes[power] // 2):<36}{shapes[power]:>4}")
    per_slot = Counter(h.when.replace(minute=h.when.minute // 10 * 10, second=0) for h in hits)
    start, end = min(per_slot), max(per_slot)
    slots = [start + timedelta(minutes=10) * n for n in range((end - start) // timedelta(minutes=10) + 1)]
    print(f"{start:%d.%m. %H:%M} |{sparkline([per_slot[s] for s in slots])}| {end.astimezone(timezone.utc):%d.%m. %H:%M %Z}", len(slots), list(per_slot.values())[:3])
    found = sorted(sessions(hits), key=lambda s: (-s.hits, s.host, s.start))
    table([(*astuple(s)[2:], f"{s.start:%H:%M}", s.host) for s in found[:5]], [f.name for f in fields(Session)][2:] + ["at", "host"])
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["user", "agent", "n"], quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writeheader()
    pairs = Counter((h.user or "", h.agent) for h in hits)
    writer.writerows({"user": u, "agent": a, "n": n} for (u, a), n in sorted(pairs.items(), key=itemgetter(0)))
    print(out.getvalue(), end="")
    back = list(csv.DictReader(io.StringIO(out.getvalue())))
    print(len(back), back[0], sum(int(float(r["n"])) for r in back) == len(hits))
    print(json.dumps(asdict(found[-1]), default=partial(datetime.isoformat, sep=" "), indent=1, sort_keys=True))
    try:
        alarm.send(hits[0])
    except StopIteration as e:
        print("alarm is closed", e.value, len(alarms), percentile_keeper().send(None))


main()
