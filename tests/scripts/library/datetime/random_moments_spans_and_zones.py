# timeout: 20
# Random moments, spans and zones put together in all ways; what comes out, as a digest.
import hashlib
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone, tzinfo

state = 99


def pick(n):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 8) % n


class Summer(tzinfo):
    """An hour more from April to September."""

    def utcoffset(self, dt):
        return timedelta(hours=1) + self.dst(dt)

    def dst(self, dt):
        return timedelta(hours=1) if dt is not None and 4 <= dt.month <= 9 else timedelta(0)

    def tzname(self, dt):
        return "SUMMER"

    def __repr__(self):
        return "Summer()"


ZONES = [None, None, timezone.utc, timezone(timedelta(hours=2)), timezone(timedelta(minutes=-90), "odd"),
         timezone(timedelta(seconds=3723, microseconds=5)), Summer()]
YEARS = [1, 2, 1600, 1899, 1970, 1999, 2000, 2023, 2024, 2024, 2024, 9998, 9999]


def attempt(f, *args, **named):
    try:
        return f(*args, **named)
    except (ValueError, TypeError, ArithmeticError) as e:
        return type(e).__name__, str(e)


def a_date():
    return date(YEARS[pick(13)], pick(12) + 1, pick(28) + 1)


def a_time():
    return time(pick(24), pick(60), pick(60), pick(2) * pick(1000000), ZONES[pick(7)], fold=pick(2))


def a_datetime():
    return datetime(YEARS[pick(13)], pick(12) + 1, pick(28) + 1, pick(24), pick(60), pick(60),
                    pick(2) * pick(1000000), ZONES[pick(7)], fold=pick(9) // 8)


def a_span():
    if pick(3) == 0:
        return timedelta(pick(2000) / 7 - 100, pick(100) * 0.1, pick(10) + 0.5, hours=pick(3) - 0.5)
    return timedelta(pick(2000) - 1000, pick(200000) - 100000, pick(3000000), pick(3000), pick(100), pick(100), pick(3))


MAKERS = (a_date, a_time, a_datetime, a_datetime, a_span, lambda: pick(9) - 4, lambda: pick(9) / 2 - 2)
OPERATIONS = (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a == b, lambda a, b: a != b, lambda a, b: a < b,
              lambda a, b: a <= b, lambda a, b: a > b, lambda a, b: a >= b, lambda a, b: a * b, lambda a, b: a / b,
              lambda a, b: a // b, lambda a, b: a % b, lambda a, b: divmod(a, b))


def shown(x):
    # Names of classes in messages about operands are not what is asked here.
    if isinstance(x, tuple) and x and x[0] == "TypeError" and "operand" in x[1] or "supported" in str(x):
        return "TypeError"
    return repr(x)


def digest(name, results):
    made = hashlib.md5()
    for n, result in enumerate(results):
        made.update(shown(result).encode())
    print(name, made.hexdigest())


def operators():
    for _ in range(500):
        a, b = MAKERS[pick(7)](), MAKERS[pick(7)]()
        operation = OPERATIONS[pick(13)]
        made = attempt(operation, a, b)
        yield made
        if made is True and operation is OPERATIONS[2]:
            yield hash(a) == hash(b)


def methods():
    for _ in range(60):
        d = a_datetime()
        yield d.isoformat(), str(d), repr(d), d.date(), d.time(), d.timetz(), d.weekday(), d.toordinal()
        yield d.isoformat(" ", ("hours", "minutes", "seconds", "milliseconds", "microseconds", "auto")[pick(6)])
        yield attempt(datetime.fromisoformat, d.isoformat()) == d, d.utcoffset(), d.tzname(), d.dst()
        yield attempt(d.astimezone, ZONES[2 + pick(5)]), d.isocalendar(), d.timetuple()
        yield attempt(d.replace, day=pick(33), month=pick(14)), attempt(d.replace, microsecond=pick(2), fold=pick(3))
        yield attempt(d.replace, tzinfo=ZONES[pick(7)], hour=pick(26)), d.strftime("%Y-%j %H %z %Z %f|%a")
        if d.tzinfo is not None and 1900 < d.year < 9999:
            yield d.timestamp(), datetime.fromtimestamp(d.timestamp(), timezone.utc)
        t, s, day = a_time(), a_span(), a_date()
        yield t.isoformat(), repr(t), t.utcoffset(), attempt(t.replace, pick(30)), time.fromisoformat(t.isoformat())
        yield s, str(s), s.total_seconds(), -s, abs(s), bool(s), hash(s), s.days, s.seconds, s.microseconds
        yield day, day.isoformat(), day.isoweekday(), attempt(day.replace, month=pick(14)), date.fromordinal(day.toordinal())
        yield datetime.combine(day, t), datetime.combine(day, t, ZONES[pick(7)])


def texts():
    whole = ["2024-03-01", "20240301", "2024-W05-3", "2024W053", "2024W05", "2024-W53-1", "2020-W53-7"]
    clock = ["T10", "T10:20", "T1020", "T10:20:30", " 102030.5", "x10:20:30,123", "T10:20:30.1234567", "T24:00", "", "T"]
    zone = ["", "Z", "+00:00", "-00:30", "+0530", "+05:30:15.5", "+24:00", "-23:59", "Zx", "+"]
    for n in range(200):
        day, hour = whole[pick(7)], clock[pick(10)] + zone[pick(10)]
        yield attempt(datetime.fromisoformat, day + hour), attempt(date.fromisoformat, day)
        yield attempt(time.fromisoformat, hour[1:])


def arguments():
    odd = [0, 1, -1, 13, 32, 60, 10000, 2.0, "1", None, True, 10 ** 6]
    for _ in range(120):
        given = [odd[pick(12)] if pick(4) == 0 else n for n in (2024, 2, 29, 23, 59, 59, 999999)[:pick(8)]]
        yield attempt(datetime, *given), attempt(date, *given[:3]), attempt(time, *given[3:])
        yield attempt(timedelta, *[odd[pick(12)] if pick(3) == 0 else pick(90) for _ in range(pick(8))])
    for stamp in (0, -1, 1.5, -1.5, 1e-7, 0.0000015, 2.5e-6, 1e9, 1709251200.123456, 1e12, 10 ** 12, 10 ** 20, 1e300,
                  float("nan"), "x", None):
        yield attempt(datetime.fromtimestamp, stamp, timezone.utc), attempt(datetime.utcfromtimestamp, stamp)
        yield attempt(datetime.fromtimestamp, stamp, Summer())


for name, results in (("operators", operators()), ("methods", methods()), ("texts", texts()), ("arguments", arguments())):
    digest(name, results)
print(datetime.min, datetime.max, datetime.resolution, date.min, date.max, time.max, timedelta.min, timedelta.max,
      timedelta.resolution, timezone.min, timezone.max, MINYEAR, MAXYEAR, repr(timezone.utc))


# Subclasses are made by what they say themselves, and results are of them.
class Stamp(datetime):
    made = 0

    def __new__(cls, *args, **named):
        Stamp.made += 1
        return super().__new__(cls, *args, **named)

    def age(self):
        return datetime(2025, 1, 1) - self


class Day(date):
    def __str__(self):
        return f"<{super().__str__()}>"


class Length(timedelta):
    pass


s = Stamp(2024, 5, 6, 7)
s.note = "kept"
print(type(s + timedelta(1)).__name__, type(s.replace(day=1)).__name__, type(s - s).__name__, s.age(), s.note,
      type(Stamp.fromisoformat("2024-01-01")).__name__, type(s.astimezone(timezone.utc)).__name__, Stamp.made > 3)
d = Day(2024, 1, 31)
print(d + timedelta(1), f"{d}", type(d + timedelta(1)).__name__, type(Day.today()).__name__, d.isoformat(), {d: 1}[date(2024, 1, 31)])
print(type(Length(1) + Length(2)).__name__, type(Length(1)).__name__, Length(1) == timedelta(1), sum([Length(1)], timedelta(0)))
# expect: operators bd72bc15f6fbf69253d2bf0846b7a047
# expect: methods b1b739f39ec5258b59769aaefc55c3b1
# expect: texts 772700735c865c92bfbceb5e6ea3f4a3
# expect: arguments a7f8dec97fe952a7fe6d1dd602768bc9
# expect: 0001-01-01 00:00:00 9999-12-31 23:59:59.999999 0:00:00.000001 0001-01-01 9999-12-31 23:59:59.999999 -999999999 days, 0:00:00 999999999 days, 23:59:59.999999 0:00:00.000001 UTC-23:59 UTC+23:59 1 9999 datetime.timezone.utc
# expect: Stamp Stamp timedelta 239 days, 17:00:00 kept Stamp Stamp True
# expect: <2024-02-01> <2024-01-31> Day Day 2024-01-31 1
# expect: timedelta Length True 1 day, 0:00:00
