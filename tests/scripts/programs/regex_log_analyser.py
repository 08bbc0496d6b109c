# Logs of a web server: made, parsed by one large pattern, sessions, percentiles, alerts, a report.
import json
import re
import statistics
import textwrap
from collections import Counter, defaultdict, deque, namedtuple
from datetime import datetime, timedelta, timezone
from functools import partial
from hashlib import md5
from itertools import groupby, islice
from operator import attrgetter, itemgetter
from urllib.parse import parse_qs, unquote_plus, urlsplit

LINE = re.compile(r'''
    (?P<host>\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]+)\ -\ (?P<user>-|\w+)\ \[(?P<time>[^\]]+)\]\s
    "(?P<method>[A-Z]+)\ (?P<target>[^ "]+)(?:\ HTTP/(?P<version>\d\.\d))?"\s
    (?P<status>\d{3})\ (?P<size>\d+|-)\s"(?P<agent>(?:[^"\\]|\\.)*)"(?:\ (?P<ms>\d+(?:\.\d+)?)ms)?\s*$''', re.VERBOSE)
AGENTS = ["Mozilla/5.0 (X11) Firefox/99.0", "curl/7.88", 'Odd \\"quoted\\" agent', "Mozilla/5.0 Chrome/120.1 Safari/537", "Googlebot/2.1"]
PATHS = ["/", "/shop?q=green+tea&page=2", "/shop/item/{n}", "/api/v1/orders/{n}", "/static/app.{n}.js", "/login", "/search?q=%C3%BCber&q=x"]

Entry = namedtuple("Entry", "host user time method path query status size agent ms")


def generate(number):
    seed, now = 99, datetime(2024, 2, 28, 23, 50, tzinfo=timezone(timedelta(hours=1)))
    for n in range(number):
        seed = (seed * 1664525 + 1013904223) % 2**32
        now += timedelta(seconds=seed >> 8 & 63)
        path = PATHS[seed >> 5 & 7 if (seed >> 5 & 7) < 7 else 0].format(n=seed % 23)
        status = (200, 200, 200, 304, 404, 500, 302, 200)[seed >> 13 & 7]
        host = f"10.0.{seed >> 16 & 1}.{seed >> 20 & 7}" if seed % 9 else "fe80::1"
        yield (f'{host} - {("-", "ann", "bob")[seed >> 11 & 3 if (seed >> 11 & 3) < 3 else 0]} [{now:%d/%b/%Y:%H:%M:%S %z}] '
               f'"{"GET" if seed >> 3 & 3 else "POST"} {path} HTTP/1.1" {status} {seed >> 7 & 4095 or "-"} '
               f'"{AGENTS[seed % 5]}"' + (f" {(seed >> 9 & 1023) / 8}ms" if seed & 4 else ""))
        if n % 20 == 13:
            yield f"broken line {n} \x07"


def parse(lines):
    for number, line in enumerate(lines, 1):
        found = LINE.match(line)
        if found is None:
            yield number, line
            continue
        g = found.groupdict()
        parts = urlsplit(g["target"])
        yield Entry(g["host"], None if g["user"] == "-" else g["user"], datetime.strptime(g["time"], "%d/%b/%Y:%H:%M:%S %z"), g["method"],
                    unquote_plus(parts.path), parse_qs(parts.query), int(g["status"]), int(g["size"].replace("-", "0")),
                    re.sub(r"\\(.)", r"\1", g["agent"]), float(g["ms"]) if g["ms"] else None)


def route(path, numbers=partial(re.compile(r"\d+").sub, "N")):
    return numbers(path)


def browser(agent):
    for pattern, name in ((r"(?i)bot\b|crawler", "robot"), (r"Chrome/(\d+)", "chrome"), (r"Firefox/(\d+)", "firefox"), (r"^curl", "curl")):
        if found := re.search(pattern, agent):
            return f"{name} {found[1]}" if found.lastindex else name
    return "other"


def sessions(entries, gap=timedelta(minutes=3)):
    for key, group in groupby(sorted(entries, key=attrgetter("host", "time")), attrgetter("host")):
        current = []
        for entry in group:
            if current and entry.time - current[-1].time > gap:
                yield key, current
                current = []
            current.append(entry)
        yield key, current


class Window:
    """Calls `alert` when more than `most` of the last `size` entries fail."""

    def __init__(self, size, most, alert):
        self.held, self.most, self.alert, self.is_on = deque(maxlen=size), most, alert, False

    def add(self, entry):
        self.held.append(entry.status >= 400)
        bad = sum(self.held)
        if bad > self.most and not self.is_on:
            self.is_on = True
            self.alert("on", entry, bad)
        elif self.is_on and bad <= self.most // 2:
            self.is_on = False
            self.alert("off", entry, bad)


def percentile(values, share):
    values = sorted(values)
    place = (len(values) - 1) * share
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def bar(value, most, width=24):
    eighths = round(value / most * width * 8)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()


text = list(generate(160))
parsed = list(parse(text))
entries = [e for e in parsed if isinstance(e, Entry)]
broken = [e for e in parsed if not isinstance(e, Entry)]
print(len(text), len(entries), broken[:2], broken[-1][0], text[0])
print(entries[0], entries[5].time.isoformat(), entries[-1].time.astimezone(timezone.utc))
routes = defaultdict(list)
for e in entries:
    routes[e.method, route(e.path)].append(e)
most = max(map(len, routes.values()))
for (method, path), found in sorted(routes.items(), key=lambda p: (-len(p[1]), p[0]))[:8]:
    times = [e.ms for e in found if e.ms is not None]
    print(f"{method:5}{path:24}{len(found):4} {percentile(times, 0.5) if times else 0:8.3f} {percentile(times, 0.95) if times else 0:8.3f} {bar(len(found), most)}")
print(Counter(e.status // 100 for e in entries), Counter(browser(e.agent) for e in entries).most_common())
print(Counter(u for e in entries if (u := e.user)), sum(e.size for e in entries), statistics.median(e.size for e in entries))
found = list(sessions(entries))
lengths = Counter(len(s) for _, s in found)
longest = max(found, key=lambda p: (len(p[1]), p[0]))
print(len(found), sorted(lengths.items())[-3:], longest[0], len(longest[1]), str(longest[1][-1].time - longest[1][0].time))
paths = Counter(" > ".join(route(e.path) for e in islice(s, 2)) for _, s in found if len(s) > 1)
print(paths.most_common(2), sum(paths.values()))
alerts = []
window = Window(12, 5, lambda what, entry, bad: alerts.append(f"{what} {entry.time:%H:%M:%S} {bad}"))
for e in entries:
    window.add(e)
print(alerts, window.is_on)
hours = Counter(e.time.replace(minute=e.time.minute // 15 * 15, second=0) for e in entries)
for start in sorted(hours):
    print(f"{start:%a %d %H:%M} {hours[start]:3} {bar(hours[start], max(hours.values()), 10)}")
queries = Counter((k, v) for e in entries for k, vs in e.query.items() for v in vs)
print(sorted(queries.items(), key=lambda p: (-p[1], p[0])), md5("\n".join(text).encode()).hexdigest())
summary = {"hosts": sorted({e.host for e in entries}), "errors": {str(s): n for s, n in Counter(e.status for e in entries if e.status >= 400).items()},
           "slowest": [list(map(str, itemgetter(0, 4, 9)(e))) for e in sorted((e for e in entries if e.ms), key=lambda e: -e.ms)[:3]]}
print(textwrap.indent(json.dumps(summary, indent=2, sort_keys=True), "| "))
masked = re.sub(r"\b(\d+\.\d+)\.\d+\.\d+\b", r"\1.x.x", "\n".join(text[:2]))
masked = re.sub(r"(?<=q=)[^& ]+", lambda m: "*" * len(m[0]), masked)
print(masked, re.findall(r"(?m)^(\S+).*?(\d{3}) (?:\d+|-) ", masked), len(re.split(r"[\s\"\[\]]+", masked)))
print([bool(LINE.match(t)) for t in (text[0], text[0][:-1] + "x", text[0].replace("GET", "get").replace("POST", "post"), "")], LINE.groups, list(LINE.groupindex)[:4])
