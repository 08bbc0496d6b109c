"""Dates and times. Without a zone they are in the host's."""

import time as _time

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR",
           "MAXYEAR", "UTC"]

MINYEAR, MAXYEAR = 1, 9999
_MAXORDINAL = 3652059
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
           "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


# Fields are properties that may be called as well: d.year and d.year(); see _field.


# -- The calendar

def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS[month]


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_before_month(year, month):
    return sum(_DAYS[1:month]) + (month > 2 and _is_leap(year))


def _to_ordinal(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


def _from_ordinal(n):
    # Years have 365.2425 days; the guess is off by one at most.
    year = (n - 1) * 400 // 146097 + 1
    if n <= _days_before_year(year):
        year -= 1
    elif n > _days_before_year(year + 1):
        year += 1
    rest = n - _days_before_year(year)
    month = 1
    while rest > _days_in_month(year, month):
        rest -= _days_in_month(year, month)
        month += 1
    return year, month, rest


def _iso_monday(year):
    """The ordinal of the Monday of week 1."""
    first = _to_ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def _checked_int(value):
    if isinstance(value, int):
        return int(value)
    if hasattr(value, "__index__"):
        return value.__index__()
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


def _check_date(year, month, day):
    year, month, day = _checked_int(year), _checked_int(month), _checked_int(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    fields = [_checked_int(each) for each in (hour, minute, second, microsecond)]
    for name, value, limit in zip(("hour", "minute", "second", "microsecond"), fields,
                                  (23, 59, 59, 999999)):
        if not 0 <= value <= limit:
            raise ValueError(f"{name} must be in 0..{limit}")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return fields


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type "
                        f"'{type(tz).__name__}'")


def _round_half_even(numerator, denominator):
    quotient, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and quotient % 2):
        quotient += 1
    return quotient


class timedelta:
    """A span of time: days, seconds (0 to 86399) and microseconds."""

    __slots__ = ("_days", "_seconds", "_microseconds")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0,
                weeks=0):
        # Everything in microseconds; what is no whole number of them is rounded at the end.
        total = 0
        rest = 0.0
        for value, unit in ((days, 86400000000), (seconds, 1000000), (microseconds, 1),
                            (milliseconds, 1000), (minutes, 60000000),
                            (hours, 3600000000), (weeks, 604800000000)):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                numerator, denominator = value.as_integer_ratio()
                whole, part = divmod(numerator * unit, denominator)
                total += whole
                rest += part / denominator
            else:
                raise TypeError("unsupported type for timedelta component: "
                                f"{type(value).__name__}")
        if rest:
            total += round(rest) if rest != 0.5 else (total & 1)
        return cls._of(total)

    @classmethod
    def _of(cls, microseconds):
        days, rest = divmod(microseconds, 86400000000)
        if abs(days) > 999999999:
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        self = object.__new__(cls)
        self._days = days
        self._seconds, self._microseconds = divmod(rest, 1000000)
        return self

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return self._total() / 1000000

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (
            ("days", self._days), ("seconds", self._seconds),
            ("microseconds", self._microseconds)) if value]
        return f"datetime.{type(self).__qualname__}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
        if self._microseconds:
            text += f".{self._microseconds:06d}"
        return text

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(self._total() + other._total())

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(self._total() - other._total())

    def __rsub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(other._total() - self._total())

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._of(abs(self._total()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_round_half_even(self._total() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return timedelta._of(self._total() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            if other < 0:
                return timedelta._of(_round_half_even(-self._total(), -other))
            return timedelta._of(_round_half_even(self._total(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            if a < 0:
                a, b = -a, -b
            return timedelta._of(_round_half_even(self._total() * b, a))
        return NotImplemented

    def __mod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(self._total() % other._total())

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self // other, self % other

    def __eq__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._total() == other._total()

    def __lt__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._total() < other._total()

    def __le__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._total() <= other._total()

    def __gt__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._total() > other._total()

    def __ge__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._total() >= other._total()

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._total() != 0

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


timedelta.min = timedelta._of(-999999999 * 86400000000)
timedelta.max = timedelta._of(1000000000 * 86400000000 - 1)
timedelta.resolution = timedelta._of(1)
_DAY = 86400000000


def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    total = offset._total()
    sign = "-" if total < 0 else "+"
    seconds, microseconds = divmod(abs(total), 1000000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{sign}{hours:02d}{colon}{minutes:02d}"
    if seconds or microseconds:
        text += f"{colon}{seconds:02d}"
    if microseconds:
        text += f".{microseconds:06d}"
    return text


class tzinfo:
    """A base class for time zones."""

    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError("tzinfo subclass must override tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("tzinfo subclass must override utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("tzinfo subclass must override dst()")

    def fromutc(self, dt):
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc() requires a non-None utcoffset() result")
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc() requires a non-None dst() result")
        standard = offset - dst
        if standard:
            dt += standard
            dst = dt.dst()
        return dt + dst


class timezone(tzinfo):
    """A zone with a fixed offset from UTC."""

    __slots__ = ("_offset", "_name")

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not "
                            f"{type(offset).__name__}")
        if name is not None and not isinstance(name, str):
            raise TypeError("timezone() argument 2 must be str, not "
                            f"{type(name).__name__}")
        if not -_DAY < offset._total() < _DAY:
            raise ValueError("offset must be a timedelta strictly between "
                             "-timedelta(hours=24) and timedelta(hours=24), not "
                             f"{offset!r}.")
        if name is None and not offset and "utc" in cls.__dict__:
            return cls.utc
        self = object.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        if not isinstance(other, timezone):
            return NotImplemented
        return self._offset == other._offset

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


timezone.utc = UTC = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


# -- Text

def _format(text, when, tuple9):
    """time.strftime with %f, %z, %:z and %Z by the object."""
    out = []
    at = 0
    while at < len(text):
        char = text[at]
        if char != "%" or at + 1 == len(text):
            out.append(char)
            at += 1
            continue
        code = text[at + 1]
        at += 2
        if code == "f":
            out.append(f"{getattr(when, 'microsecond', 0):06d}")
        elif code == "z":
            out.append(_offset_text(_offset_of(when), ""))
        elif code == "Z":
            name = when.tzname() if hasattr(when, "tzname") else None
            out.append((name or "").replace("%", "%%"))
        elif code == "s" and isinstance(when, datetime):
            out.append(str(int(when.timestamp())))
        else:
            out.append("%" + code)
    return _time.strftime("".join(out), tuple9)


def _offset_of(when):
    return when.utcoffset() if hasattr(when, "utcoffset") else None


def _isotime(hour, minute, second, microsecond, timespec):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    try:
        shape = {"hours": "{0:02d}", "minutes": "{0:02d}:{1:02d}",
                 "seconds": "{0:02d}:{1:02d}:{2:02d}",
                 "milliseconds": "{0:02d}:{1:02d}:{2:02d}.{4:03d}",
                 "microseconds": "{0:02d}:{1:02d}:{2:02d}.{3:06d}"}[timespec]
    except KeyError:
        raise ValueError("Unknown timespec value") from None
    return shape.format(hour, minute, second, microsecond, microsecond // 1000)


def _digits(text, count):
    if len(text) < count or not (text[:count].isdigit() and text.isascii()):
        raise ValueError
    return int(text[:count]), text[count:]


def _parse_date(text):
    """(year, month, day) of YYYY-MM-DD, YYYYMMDD, YYYY-Www-D or YYYYWwwD."""
    year, rest = _digits(text, 4)
    dash = rest.startswith("-")
    rest = rest[dash:]
    if rest.startswith("W"):
        week, rest = _digits(rest[1:], 2)
        day = 1
        if rest:
            if dash != rest.startswith("-"):
                raise ValueError
            day, rest = _digits(rest[dash:], 1)
        if rest:
            raise ValueError
        try:
            return _from_iso(year, week, day)
        except ValueError:
            raise ValueError from None
    month, rest = _digits(rest, 2)
    if dash != rest.startswith("-"):
        raise ValueError
    day, rest = _digits(rest[dash:], 2)
    if rest:
        raise ValueError
    return year, month, day


def _from_iso(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    if not 1 <= week <= 53 or (week == 53 and _iso_monday(year) + 364
                               >= _iso_monday(year + 1)):
        raise ValueError(f"Invalid week: {week}")
    if not 1 <= day <= 7:
        raise ValueError(f"Invalid day: {day} (range is [1, 7])")
    return _from_ordinal(_iso_monday(year) + (week - 1) * 7 + day - 1)


def _parse_clock(text):
    """[hour, minute, second, microsecond] of HH[:MM[:SS[.ffffff]]], or without colons."""
    fields = [0, 0, 0, 0]
    fields[0], rest = _digits(text, 2)
    colon = rest.startswith(":")
    for place in (1, 2):
        if not rest:
            return fields
        if colon:
            if not rest.startswith(":"):
                raise ValueError
            rest = rest[1:]
        elif rest[0] in ".,:":
            raise ValueError
        fields[place], rest = _digits(rest, 2)
    if rest:
        if rest[0] not in ".," or not (rest[1:].isdigit() and rest.isascii()):
            raise ValueError
        fields[3] = int(rest[1:7].ljust(6, "0"))
    return fields


def _parse_time(text):
    """The fields of a time and its zone, or None."""
    place = max(text.find(mark) for mark in "+-Z")
    if place < 0:
        return _parse_clock(text), None
    clock, mark, zone = text[:place], text[place], text[place + 1:]
    if mark == "Z":
        if zone:
            raise ValueError
        return _parse_clock(clock), timezone.utc
    hours, minutes, seconds, microseconds = _parse_clock(zone)
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds,
                       microseconds=microseconds)
    return _parse_clock(clock), timezone(-offset if mark == "-" else offset)


class date:
    """A day."""

    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year, month=None, day=None):
        year, month, day = _check_date(year, _needed(month, "month", 2),
                                       _needed(day, "day", 3))
        return cls._of(year, month, day)

    @classmethod
    def _of(cls, year, month, day):
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        year, month, day = _time.localtime(timestamp)[:3]
        return cls(year, month, day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n, /):
        n = _checked_int(n)
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        if n > _MAXORDINAL:
            raise ValueError("year is out of range")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_date(date_string) if len(date_string) in (7, 8, 10) else None
        except ValueError as exc:
            if exc.args:
                raise
            parts = None
        if parts is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_iso(year, week, day))

    year = _field(lambda self: self._year)
    month = _field(lambda self: self._month)
    day = _field(lambda self: self._day)

    def __repr__(self):
        return (f"datetime.{type(self).__qualname__}({self._year}, {self._month}, "
                f"{self._day})")

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    __str__ = isoformat

    def ctime(self):
        return (f"{_WEEKDAYS[self.weekday()]} {_MONTHS[self._month - 1]} {self._day:2d} "
                f"00:00:00 {self._year:04d}")

    def strftime(self, format):
        return _format(format, self, self.timetuple())

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def timetuple(self):
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0,
                                  self.weekday(), self._yday(), -1))

    def _yday(self):
        return _days_before_month(self._year, self._month) + self._day

    def toordinal(self):
        return _to_ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year = self._year
        today = self.toordinal()
        if today < _iso_monday(year):
            year -= 1
        elif year < MAXYEAR and today >= _iso_monday(year + 1):
            year += 1
        week, day = divmod(today - _iso_monday(year), 7)
        return IsoCalendarDate(year, week + 1, day + 1)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year,
                          self._month if month is None else month,
                          self._day if day is None else day)

    def _key(self):
        return self._year, self._month, self._day

    def _compared(self, other):
        """The keys to compare; None when they can't be."""
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._key(), other._key()
        return None

    def __eq__(self, other):
        keys = self._compared(other)
        return NotImplemented if keys is None else keys[0] == keys[1]

    def __lt__(self, other):
        keys = self._compared(other)
        return NotImplemented if keys is None else keys[0] < keys[1]

    def __le__(self, other):
        keys = self._compared(other)
        return NotImplemented if keys is None else keys[0] <= keys[1]

    def __gt__(self, other):
        keys = self._compared(other)
        return NotImplemented if keys is None else keys[0] > keys[1]

    def __ge__(self, other):
        keys = self._compared(other)
        return NotImplemented if keys is None else keys[0] >= keys[1]

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other._days
        if not 0 < n <= _MAXORDINAL:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(n)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other._days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _needed(value, name, place):
    if value is None:
        raise TypeError(f"function missing required argument '{name}' (pos {place})")
    return value


class IsoCalendarDate(tuple):
    __slots__ = ()

    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return (f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, "
                f"weekday={self[2]})")


class time:
    """A time of day."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        fields = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = fields
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = _field(lambda self: self._hour)
    minute = _field(lambda self: self._minute)
    second = _field(lambda self: self._second)
    microsecond = _field(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, time_string, /):
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            fields, zone = _parse_time(time_string.removeprefix("T"))
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {time_string!r}") from None
        return cls(*fields, zone)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def isoformat(self, timespec="auto"):
        return (_isotime(self._hour, self._minute, self._second, self._microsecond, timespec)
                + _offset_text(self.utcoffset()))

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        fields = [self._hour, self._minute, self._second, self._microsecond]
        while len(fields) > 2 and fields[-1] == 0:
            fields.pop()
        text = ", ".join(map(str, fields))
        if self._tzinfo is not None:
            text += f", tzinfo={self._tzinfo!r}"
        if self._fold:
            text += ", fold=1"
        return f"datetime.{type(self).__qualname__}({text})"

    def strftime(self, format):
        return _format(format, self, _time.struct_time(
            (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1)))

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True,
                *, fold=None):
        return type(self)(self._hour if hour is None else hour,
                          self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo,
                          fold=self._fold if fold is None else fold)

    def _key(self):
        offset = self.utcoffset()
        micros = (((self._hour * 60 + self._minute) * 60 + self._second) * 1000000
                  + self._microsecond)
        return offset is not None, micros - (0 if offset is None else offset._total())

    def _compared(self, other, is_order=True):
        if not isinstance(other, time):
            return None
        mine, theirs = self._key(), other._key()
        if is_order and mine[0] != theirs[0]:
            raise TypeError("can't compare offset-naive and offset-aware times")
        return mine, theirs

    def __eq__(self, other):
        keys = self._compared(other, False)
        return NotImplemented if keys is None else keys[0] == keys[1]

    def __lt__(self, other):
        keys = self._compared(other)
        return NotImplemented if keys is None else keys[0] < keys[1]

    def __le__(self, other):
        keys = self._compared(other)
        return NotImplemented if keys is None else keys[0] <= keys[1]

    def __gt__(self, other):
        keys = self._compared(other)
        return NotImplemented if keys is None else keys[0] > keys[1]

    def __ge__(self, other):
        keys = self._compared(other)
        return NotImplemented if keys is None else keys[0] >= keys[1]

    def __hash__(self):
        return hash(self._key())

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


def _split_timestamp(timestamp):
    """Whole seconds and microseconds, rounded half to even."""
    if isinstance(timestamp, int):
        return int(timestamp), 0
    if timestamp != timestamp or timestamp in (float("inf"), float("-inf")):
        raise ValueError("cannot convert float NaN to integer" if timestamp != timestamp
                         else "cannot convert float infinity to integer")
    whole = int(timestamp // 1)
    micros = round((timestamp - whole) * 1e6)
    if micros >= 1000000:
        whole, micros = whole + 1, micros - 1000000
    return whole, micros


class datetime(date):
    """A day and a time of day."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0,
                tzinfo=None, *, fold=0):
        year, month, day = _check_date(year, _needed(month, "month", 2),
                                       _needed(day, "day", 3))
        fields = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._hour, self._minute, self._second, self._microsecond = fields
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = _field(lambda self: self._hour)
    minute = _field(lambda self: self._minute)
    second = _field(lambda self: self._second)
    microsecond = _field(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    # -- Making them

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_tzinfo(tz)
        seconds, micros = _split_timestamp(timestamp)
        if tz is None:
            fields = _time.localtime(seconds)
            return cls(*fields[:5], min(fields[5], 59), micros)
        return tz.fromutc(cls.utcfromtimestamp(timestamp).replace(tzinfo=tz))

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        seconds, micros = _split_timestamp(timestamp)
        days, rest = divmod(seconds, 86400)
        if not 0 < days + 719163 <= _MAXORDINAL:
            raise ValueError("year is out of range")
        hour, rest = divmod(rest, 3600)
        minute, second = divmod(rest, 60)
        return cls(*_from_ordinal(days + 719163), hour, minute, second, micros)

    @classmethod
    def now(cls, tz=None):
        seconds, nanos = divmod(_time.time_ns(), 1000000000)
        if tz is None:
            return cls.fromtimestamp(seconds).replace(microsecond=nanos // 1000)
        _check_tzinfo(tz)
        utc = cls.utcfromtimestamp(seconds).replace(microsecond=nanos // 1000, tzinfo=tz)
        return tz.fromutc(utc)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        seconds, nanos = divmod(_time.time_ns(), 1000000000)
        return cls.utcfromtimestamp(seconds).replace(microsecond=nanos // 1000)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date._year, date._month, date._day, time._hour, time._minute,
                   time._second, time._microsecond,
                   time._tzinfo if tzinfo is True else tzinfo, fold=time._fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            end = _end_of_date(date_string)
            day = _parse_date(date_string[:end])
            fields, zone = [], None
            if len(date_string) > end:
                if len(date_string) == end + 1:
                    raise ValueError
                fields, zone = _parse_time(date_string[end + 1:])
            fields += [0] * (4 - len(fields))
            return cls(*day, *fields, zone)
        except ValueError as exc:
            if exc.args:
                raise
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None

    @classmethod
    def strptime(cls, date_string, format, /):
        *fields, offset, name = _strptime(date_string, format)
        zone = None
        if offset is not None:
            zone = timezone(timedelta._of(offset), name)
        return cls(*fields, zone)

    # -- Parts

    def date(self):
        return date._of(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond,
                    fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond,
                    self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None,
                microsecond=None, tzinfo=True, *, fold=None):
        def chosen(given, own):
            return own if given is None else given

        return type(self)(chosen(year, self._year), chosen(month, self._month),
                          chosen(day, self._day), chosen(hour, self._hour),
                          chosen(minute, self._minute), chosen(second, self._second),
                          chosen(microsecond, self._microsecond),
                          self._tzinfo if tzinfo is True else tzinfo,
                          fold=chosen(fold, self._fold))

    # -- Zones

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def timestamp(self):
        if self._tzinfo is None:
            seconds = _time.mktime((self._year, self._month, self._day, self._hour,
                                    self._minute, self._second, -1, -1, -1))
            return seconds + self._microsecond / 1000000
        return (self - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()

    def _local_zone(self):
        fields = _time.localtime(int(self.timestamp() // 1))
        return timezone(timedelta(seconds=fields.tm_gmtoff), fields.tm_zone)

    def astimezone(self, tz=None):
        if tz is not None and not isinstance(tz, tzinfo):
            raise TypeError("tz argument must be an instance of tzinfo")
        own = self._tzinfo
        if own is None:
            own = self._local_zone()
            offset = own.utcoffset(self)
        else:
            offset = own.utcoffset(self)
        if tz is None:
            tz = self._local_zone()
        if tz is self._tzinfo:
            return self
        utc = (self.replace(tzinfo=None) - offset).replace(tzinfo=tz)
        return tz.fromutc(utc)

    def timetuple(self):
        dst = self.dst()
        return _time.struct_time((
            self._year, self._month, self._day, self._hour, self._minute, self._second,
            self.weekday(), self._yday(), -1 if dst is None else int(bool(dst))))

    def utctimetuple(self):
        offset = self.utcoffset()
        when = self.replace(tzinfo=None)
        if offset:
            when -= offset
        return _time.struct_time((
            when._year, when._month, when._day, when._hour, when._minute, when._second,
            when.weekday(), when._yday(), 0))

    # -- Text

    def isoformat(self, sep="T", timespec="auto"):
        return (f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}"
                + _isotime(self._hour, self._minute, self._second, self._microsecond,
                           timespec)
                + _offset_text(self.utcoffset()))

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        fields = [self._year, self._month, self._day, self._hour, self._minute,
                  self._second, self._microsecond]
        while len(fields) > 5 and fields[-1] == 0:
            fields.pop()
        text = ", ".join(map(str, fields))
        if self._tzinfo is not None:
            text += f", tzinfo={self._tzinfo!r}"
        if self._fold:
            text += ", fold=1"
        return f"datetime.{type(self).__qualname__}({text})"

    def ctime(self):
        return (f"{_WEEKDAYS[self.weekday()]} {_MONTHS[self._month - 1]} {self._day:2d} "
                f"{self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}")

    def strftime(self, format):
        if isinstance(self, str):
            # On the class, of a Unix time: datetime.strftime(format, timestamp).
            return datetime.fromtimestamp(format).strftime(self)
        return _format(format, self, self.timetuple())

    # -- Comparing and arithmetic

    def _micros(self):
        return ((self.toordinal() * 86400 + (self._hour * 60 + self._minute) * 60
                 + self._second) * 1000000 + self._microsecond)

    def _key(self):
        offset = self.utcoffset()
        return offset is not None, self._micros() - (0 if offset is None
                                                     else offset._total())

    def _compared(self, other):
        if not isinstance(other, datetime):
            return None
        mine, theirs = self._key(), other._key()
        if mine[0] != theirs[0]:
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return mine, theirs

    def __eq__(self, other):
        if isinstance(other, datetime):
            return self._key() == other._key()
        return False if isinstance(other, date) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def _no_order(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            raise TypeError("can't compare datetime.datetime to datetime.date")

    def __lt__(self, other):
        self._no_order(other)
        return date.__lt__(self, other)

    def __le__(self, other):
        self._no_order(other)
        return date.__le__(self, other)

    def __gt__(self, other):
        self._no_order(other)
        return date.__gt__(self, other)

    def __ge__(self, other):
        self._no_order(other)
        return date.__ge__(self, other)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        days, rest = divmod(self._micros() + other._total(), _DAY)
        if not 0 < days <= _MAXORDINAL:
            raise OverflowError("date value out of range")
        seconds, micros = divmod(rest, 1000000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return type(self)(*_from_ordinal(days), hour, minute, second, micros,
                          self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        mine, theirs = self._key(), other._key()
        if self._tzinfo is other._tzinfo:
            return timedelta._of(self._micros() - other._micros())
        if mine[0] != theirs[0]:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(mine[1] - theirs[1])


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


def _end_of_date(text):
    """How long the date in front of an ISO text is."""
    if text[4:5] == "-":
        if text[5:6] == "W":
            return 10 if text[8:9] == "-" and text[9:10].isdigit() else 8
        return 10
    if text[4:5] == "W":
        return 8 if text[7:8].isdigit() else 7
    return 8
