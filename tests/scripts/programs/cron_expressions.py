# Cron expressions: parsed into sets, next and previous times by fields, time zones, descriptions in words, a small runner.
from __future__ import annotations

import heapq
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, date, time, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import chain, count, islice, pairwise, takewhile
from typing import NamedTuple

class CronError(ValueError):
    def __init__(self, field, text, why):
        self.field, self.text, self.why = field, text, why
        ValueError.__init__(self, f"{field}: {why} in {text!r}")

class Range(NamedTuple):
    name: str
    low: int
    high: int
    words: tuple[str, ...] = ()

    def number(self, text):
        lowered = text.lower()
        if lowered in self.words:
            return self.words.index(lowered) + self.low
        if not text.isdecimal():
            raise CronError(self.name, text, "no number")
        if not self.low <= (n := int(text)) <= self.high:
            raise CronError(self.name, text, f"not in {self.low}..{self.high}")
        return n

DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
MONTHS = tuple(datetime(2024, m, 1).strftime("%b").lower() for m in range(1, 13))
RANGES = (Range("minute", 0, 59), Range("hour", 0, 23), Range("day", 1, 31), Range("month", 1, 12, MONTHS), Range("weekday", 0, 7, DAYS))
ALIASES = {"@hourly": "0 * * * *", "@daily": "0 0 * * *", "@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *"}
PART = re.compile(r"(?P<any>\*|\?)?(?P<from>\w+)?(?:-(?P<to>\w+))?(?:/(?P<step>\d+))?(?P<special>#[1-5]|L)?\Z")

@dataclass(frozen=True)
class Field:
    range: Range
    values: tuple[int, ...]
    free: bool = False
    nth: frozenset = frozenset()
    last: bool = False

    @classmethod
    def parse(cls, range_, text):
        values, nth, last = set(), set(), False
        for part in text.split(","):
            if part == "L" and range_.name == "day":
                last = True
                continue
            m = PART.match(part)
            if not m or not (m["any"] or m["from"]) or m["any"] and m["from"]:
                raise CronError(range_.name, part, "no sense")
            low, high = (range_.low, range_.high) if m["any"] else (range_.number(m["from"]),) * 2
            if m["to"]:
                high = range_.number(m["to"])
            elif m["step"] and not m["any"]:
                high = range_.high
            if high < low:
                raise CronError(range_.name, part, "backward")
            step = int(m["step"] or 1)
            if step == 0:
                raise CronError(range_.name, part, "no step")
            if m["special"] and m["special"][0] == "#":
                nth.add((low % 7, int(m["special"][1])))
                continue
            values |= {v % 7 if range_.name == "weekday" else v for v in range(low, high + 1, step)}
        return cls(range_, tuple(sorted(values)), text in ("*", "?"), frozenset(nth), last)

    def at_or_after(self, value):
        at = bisect_left(self.values, value)
        return self.values[at] if at < len(self.values) else None

    def at_or_before(self, value):
        at = bisect_right(self.values, value)
        return self.values[at - 1] if at else None

    def words(self):
        if self.free:
            return ""
        names = [self.range.words[v - self.range.low].title() if self.range.words else str(v) for v in self.values]
        runs, text = [], []
        for v, name in zip(self.values, names):
            if runs and v == runs[-1][1] + 1:
                runs[-1][1:] = v, name
            else:
                runs.append([name, v, name])
        for first, _, last in runs:
            text.append(first if first == last else f"{first} to {last}")
        text += [f"{['', '1st', '2nd', '3rd', '4th', '5th'][n]} {DAYS[d].title()}" for d, n in sorted(self.nth)] + ["the last"] * self.last
        return " and ".join(filter(None, [", ".join(text[:-1]), text[-1]]))

def month_length(year, month):
    return (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days

@dataclass(frozen=True)
class Cron:
    text: str

    def __post_init__(self):
        parts = ALIASES.get(self.text, self.text).split()
        if len(parts) != 5:
            raise CronError("all", self.text, f"{len(parts)} fields")
        object.__setattr__(self, "fields", tuple(map(Field.parse, RANGES, parts)))

    minute, hour, day, month, weekday = (property(lambda self, n=n: self.fields[n]) for n in range(5))

    def on(self, when):
        if when.month not in self.month.values:
            return False
        weekday = when.isoweekday() % 7
        day = when.day in self.day.values or self.day.last and when.day == month_length(when.year, when.month)
        week = weekday in self.weekday.values or (weekday, (when.day - 1) // 7 + 1) in self.weekday.nth
        if self.day.free or self.weekday.free:
            return day and week
        return day or week

    def __contains__(self, when):
        return self.on(when) and when.hour in self.hour.values and when.minute in self.minute.values

    def after(self, when: datetime) -> Iterator[datetime]:
        at = when.replace(second=0, microsecond=0) + timedelta(minutes=1)
        limit = at.year + 5
        while at.year < limit:
            if not self.on(at):
                if at.month not in self.month.values:
                    first = at.replace(day=1, hour=0, minute=0)
                    at = (first + timedelta(days=32)).replace(day=1)
                else:
                    at = at.replace(hour=0, minute=0) + timedelta(days=1)
                continue
            hour = self.hour.at_or_after(at.hour)
            if hour is None:
                at = at.replace(hour=0, minute=0) + timedelta(days=1)
                continue
            if hour != at.hour:
                at = at.replace(hour=hour, minute=0)
            minute = self.minute.at_or_after(at.minute)
            if minute is None:
                at = at.replace(minute=0) + timedelta(hours=1)
                continue
            at = at.replace(minute=minute)
            yield at
            limit = at.year + 5
            at += timedelta(minutes=1)

    def before(self, when):
        at = when.replace(second=0, microsecond=0) - timedelta(minutes=1)
        limit = at.year - 5
        while at.year > limit:
            hour = self.hour.at_or_before(at.hour) if self.on(at) else None
            if hour is None:
                at = at.replace(hour=23, minute=59) - timedelta(days=1)
                continue
            if hour < at.hour:
                at = at.replace(hour=hour, minute=59)
            minute = self.minute.at_or_before(at.minute)
            if minute is not None:
                return at.replace(minute=minute)
            at = at.replace(minute=59) - timedelta(hours=1)
        return None

    def describe(self):
        match self.minute.values, self.hour.values:
            case _ if self.minute.free and self.hour.free:
                head = "every minute"
            case (first, second, *_) as minutes, _ if len(set(b - a for a, b in pairwise(minutes))) == 1 and second - first > 1 and first == 0 and 60 % second == 0 and len(minutes) == 60 // second:
                head = f"every {second} minutes"
            case (minute,), (hour,):
                head = f"at {time(hour, minute):%H:%M}"
            case (minute,), hours if self.hour.free:
                head = f"at minute {minute} of every hour"
            case _:
                head = f"at minute {self.minute.words() or 'any'}"
        if len(self.minute.values) != 1 or 1 < len(self.hour.values) < 24:
            head += f" of hour {self.hour.words()}" if not self.hour.free else ""
        parts = [f"on day {w}" for f in [self.day] if (w := f.words())] + [f"on {w}" for f in [self.weekday] if (w := f.words())]
        return ", ".join([head, " or ".join(parts), f"in {w}" if (w := self.month.words()) else ""]).replace(", , ", ", ").strip(", ")

class Summer(tzinfo):
    """Central European time: +2 between the last Sundays of March and October, +1 otherwise."""

    @staticmethod
    @lru_cache
    def bounds(year):
        def last_sunday(month):
            end = datetime(year, month, 31, 1)
            return end - timedelta(days=end.isoweekday() % 7)
        return last_sunday(3), last_sunday(10)

    def dst(self, when):
        start, end = self.bounds(when.year)
        naive = when.replace(tzinfo=None)
        return timedelta(hours=start + timedelta(hours=1) <= naive < end + timedelta(hours=2 - when.fold))

    def utcoffset(self, when):
        return timedelta(hours=1) + self.dst(when)

    def tzname(self, when):
        return "CEST" if self.dst(when) else "CET"

    def fromutc(self, when):
        start, end = self.bounds(when.year)
        naive = when.replace(tzinfo=None)
        local = when + timedelta(hours=1 + (start <= naive < end))
        return local.replace(fold=int(end <= naive < end + timedelta(hours=1)))

@dataclass
class Runner:
    start: datetime
    jobs: dict = field(default_factory=dict)

    def job(self, text):
        return lambda function: self.jobs.setdefault(function.__name__, (Cron(text), function)) and function

    def run(self, until):
        tickets, queue = count(), []
        for name, (cron, _) in self.jobs.items():
            times = cron.after(self.start)
            if first := next(times, None):
                heapq.heappush(queue, (first, next(tickets), name, times))
        while queue and queue[0][0] <= until:
            now, _, name, times = heapq.heappop(queue)
            yield now, name, self.jobs[name][1](now)
            if following := next(times, None):
                heapq.heappush(queue, (following, next(tickets), name, times))

def main():
    start = datetime(2024, 2, 27, 22, 58, 30)
    for text in ("* * * * *", "*/15 * * * *", "30 4 1,15 * 5", "0 0 29 2 *", "5-20/5,40 8-10 * * mon-fri", "0 12 L * *", "0 9 * jan,Mar-May mon#1", "59 23 31 12 *", "10 */7 * * 7", "@weekly", "0 0 31 2 *", "0 6/6 13 * fri"):
        cron = Cron(text)
        print(f"{text:27} {cron.describe()}")
        print(" " * 28 + ", ".join(f"{t:%y-%m-%d %H:%M}" for t in islice(cron.after(start), 3)), "| before", cron.before(start) and f"{cron.before(start):%y-%m-%d %H:%M}")
    for text in ("* * * *", "60 * * * *", "* * 0 * *", "a * * * *", "*/0 * * * *", "9-5 * * * *", "1,,2 * * * *", "* * * foo *", "* * * * mon-xyz"):
        try:
            print(Cron(text))
        except CronError as e:
            print(e, "|", e.field, e.why, e.args)
    work = Cron("0,30 9-17 * * 1-5")
    days = Counter(t.strftime("%a") for t in takewhile(lambda t: t < datetime(2024, 3, 11), work.after(datetime(2024, 3, 1, 12))))
    print(days, datetime(2024, 3, 1, 9, 30) in work, datetime(2024, 3, 2, 9, 30) in work, Cron("@daily") == Cron("@daily"), Cron("@daily"))
    runs = list(islice(Cron("17 3 * * *").after(start), 150))
    back, at = [], runs[20]
    while len(back) < 20:
        back.append(at := Cron("17 3 * * *").before(at))
    print(back[::-1] == runs[:20], {b - a for a, b in pairwise(runs)}, runs[-1].isoformat(" ", "minutes"), f"{runs[100]:%G-W%V-%u %j}")
    zone = Summer()
    for moment in (datetime(2024, 3, 30, 1, 30), datetime(2024, 10, 26, 2, 30)):
        utc = [t.replace(tzinfo=timezone.utc) for t in islice(Cron("30 * * * *").after(moment), 20, 25)]
        print(*(f"{t.astimezone(zone):%d.%m. %H:%M %Z%z}" for t in utc), sep=" | ")
        print([int((b.astimezone(zone) - a).total_seconds()) for a, b in pairwise(utc)], utc[1].astimezone(zone).fold, utc[-1].astimezone(zone).isoformat())
    runner = Runner(datetime(2024, 12, 31, 20))

    @runner.job("0 */2 * * *")
    def tidy(now):
        return f"tidy at {now:%H}"

    @runner.job("@yearly")
    def greet(now):
        return f"happy {now.year}"

    @runner.job("59 23 31 12 *")
    def count_down(now):
        return (datetime(now.year + 1, 1, 1) - now).seconds

    for now, name, result in runner.run(datetime(2025, 1, 1, 3)):
        print(f"{now} {name:10} {result!r}")
    print(sorted(runner.jobs), tidy(start), len(list(chain.from_iterable(f.values for f in Cron("@daily").fields))))

main()
