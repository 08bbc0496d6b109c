# Rooms booked over a calendar: repeating events, conflicts, free slots, time zones, weeks.
import bisect
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from itertools import islice, pairwise, takewhile


class Conflict(Exception):
    def __init__(self, wanted, others):
        super().__init__(f"{wanted} meets {', '.join(map(str, others))}")
        self.others = others


@dataclass(order=True, frozen=True)
class Slot:
    start: datetime
    end: datetime

    def __post_init__(self):
        if self.end <= self.start:
            raise ValueError(f"ends at {self.end:%H:%M}, begins at {self.start:%H:%M}")

    def __str__(self):
        return f"{self.start:%d.%m. %H:%M}-{self.end:%H:%M}"

    def __and__(self, other):
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Slot(start, end) if start < end else None

    @property
    def length(self):
        return self.end - self.start


@dataclass
class Repeat:
    first: datetime
    length: timedelta
    every: str = "day"
    step: int = 1
    until: date = date.max
    without: set = field(default_factory=set)

    def days(self):
        day, n = self.first.date(), 0
        while day <= self.until:
            if day not in self.without:
                yield day
            n += self.step
            match self.every:
                case "day":
                    day = self.first.date() + timedelta(days=n)
                case "week":
                    day = self.first.date() + timedelta(weeks=n)
                case "month":
                    day = add_months(self.first.date(), n)
                case other:
                    raise ValueError(f"every {other}?")

    def __iter__(self):
        for day in self.days():
            start = datetime.combine(day, self.first.time())
            yield Slot(start, start + self.length)


def add_months(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


class Room:
    def __init__(self, name, opens=time(8), closes=time(18)):
        self.name, self.opens, self.closes = name, opens, closes
        self.slots = []
        self.titles = {}

    def conflicts(self, slot):
        at = bisect.bisect_left(self.slots, slot)
        near = self.slots[max(0, at - 1):at + 1]
        return [s for s in near if s & slot]

    def book(self, slot, title):
        if others := self.conflicts(slot):
            raise Conflict(slot, others)
        if not self.opens <= slot.start.time() or slot.end.time() > self.closes:
            raise ValueError(f"{self.name} is closed at {slot}")
        bisect.insort(self.slots, slot)
        self.titles[slot] = title

    def book_all(self, repeat, title, count=None):
        done = []
        try:
            for slot in islice(repeat, count):
                self.book(slot, title)
                done.append(slot)
        except (Conflict, ValueError):
            for slot in done:
                self.cancel(slot)
            raise
        return len(done)

    def cancel(self, slot):
        self.slots.pop(bisect.bisect_left(self.slots, slot))
        return self.titles.pop(slot)

    def free(self, day, least=timedelta(minutes=30)):
        opens, closes = (datetime.combine(day, t) for t in (self.opens, self.closes))
        own = [s for s in self.slots if s.start.date() == day]
        edges = [opens, *(t for s in own for t in (s.start, s.end)), closes]
        for start, end in zip(edges[::2], edges[1::2]):
            if end - start >= least:
                yield Slot(start, end)

    def use(self, first, last):
        total = sum((s.length for s in self.slots if first <= s.start.date() <= last), timedelta())
        return total / timedelta(hours=1)


room = Room("blue")
base = datetime(2024, 1, 29, 9, 0)
print(room.book_all(Repeat(base, timedelta(minutes=45)), "stand-up", 10),
      room.book_all(Repeat(base.replace(hour=14), timedelta(hours=2), "week", 2, date(2024, 6, 30)), "review"),
      room.book_all(Repeat(datetime(2024, 1, 31, 11), timedelta(hours=1), "month", until=date(2024, 12, 31),
                           without={date(2024, 5, 31)}), "month's end"))
for wanted, title in [((9, 30, 10, 30), "late"), ((7, 0, 8, 30), "early"), ((10, 0, 10, 0), "none"),
                      ((9, 45, 11, 0), "fits"), ((17, 0, 19, 0), "evening")]:
    h1, m1, h2, m2 = wanted
    try:
        room.book(Slot(base.replace(hour=h1, minute=m1), base.replace(hour=h2, minute=m2)), title)
        print(title, "booked")
    except Conflict as e:
        print("Conflict", e, len(e.others))
    except ValueError as e:
        print("ValueError", e)
try:
    room.book_all(Repeat(datetime(2024, 1, 15, 14, 30), timedelta(hours=1), "week"), "clash")
except Conflict as e:
    print(e)
print(len(room.slots), [str(s) for s in room.slots[:3]], str(room.slots[-1]), room.slots == sorted(room.slots))
print([str(s) for s in room.free(date(2024, 1, 31))], len(list(room.free(date(2024, 2, 25)))))
print(room.use(date(2024, 1, 1), date(2024, 2, 29)), room.use(date(2024, 3, 1), date(2024, 12, 31)))
print([str(add_months(date(2023, 10, 31), n)) for n in range(6)], add_months(date(2024, 1, 1), -13))

weeks = defaultdict(timedelta)
for slot in room.slots:
    year, week, _ = slot.start.isocalendar()
    weeks[f"{year}-W{week:02}"] += slot.length
print({k: str(v) for k, v in islice(weeks.items(), 5)}, max(weeks, key=weeks.get))
print([f"{b.start - a.end}" for a, b in pairwise(room.slots)][:4], room.cancel(room.slots[0]))

summer, winter = timezone(timedelta(hours=2), "CEST"), timezone(timedelta(hours=-5, minutes=-30))
meeting = datetime(2024, 3, 31, 23, 15, tzinfo=summer)
print(meeting.astimezone(timezone.utc), meeting.astimezone(winter).isoformat(), meeting.tzname(), winter)
print(meeting == meeting.astimezone(winter), meeting - datetime(2024, 3, 31, tzinfo=timezone.utc),
      meeting.utctimetuple()[:5], meeting.timestamp())
print(datetime.fromisoformat("2024-02-29T12:00:00.000123+05:30").utcoffset(), datetime.max - datetime.min)
for text, form in [("29 Feb 2024 07:08 PM", "%d %b %Y %I:%M %p"), ("2024-366", "%Y-%j"), ("31/4/24", "%d/%m/%y"),
                   ("20240101T235960", "%Y%m%dT%H%M%S"), ("12:30 +0130", "%H:%M %z")]:
    try:
        print(datetime.strptime(text, form))
    except ValueError as e:
        print("no", text, type(e).__name__)
try:
    print(meeting < base)
except TypeError as e:
    print(e)
print(divmod(timedelta(days=3, hours=5), timedelta(hours=7)), timedelta(seconds=-1), -timedelta(hours=1) // 7,
      timedelta(1) / 7, str(timedelta(days=-2, microseconds=5)), abs(timedelta(-1)), timedelta(hours=1.5) * 0.5)
leap = [y for y in range(1890, 2110) if date(y, 3, 1) - date(y, 2, 1) == timedelta(29)]
print(len(leap), leap[:3], 1900 in leap, 2000 in leap, date.min.weekday(), date(1, 1, 1).toordinal(), date.fromordinal(738000))
fridays = [d for d in (date(y, m, 13) for y in range(2020, 2030) for m in range(1, 13)) if d.weekday() == 4]
print(len(fridays), *map(str, fridays[:3]), f"{fridays[-1]:%A the %d. of %B, day %j of %G, week %V}")
clock = datetime.combine(date(2024, 1, 1), time.min)
ticks = list(takewhile(lambda t: t.date() == clock.date(), (clock + timedelta(minutes=37) * n for n in range(100))))
print(len(ticks), ticks[-1].time(), ticks[7].time().isoformat("minutes"), time(23, 59, 59, 999999) > ticks[-1].time())
print(dt.date(2024, 1, 31).replace(day=1), repr(time(1, 2, 3)), repr(timedelta(minutes=90)), repr(date(2024, 5, 6)))
