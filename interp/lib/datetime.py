"""Dates and times. Without a zone they are in the host's."""

import time as _time

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR",
           "MAXYEAR", "UTC"]

MINYEAR, MAXYEAR = 1, 9999
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
           "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

# The classes are there already; they call the functions below for what is rare.


# -- timedelta

def _round_half_even(numerator, denominator):
    quotient, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and quotient % 2):
        quotient += 1
    return quotient


def _class_text(self):
    """The class as repr shows it: those of this module with the module."""
    cls = type(self)
    return f"datetime.{cls.__qualname__}" if cls.__module__ == __name__ else cls.__name__


def _timedelta_repr(self):
    parts = [f"{name}={value}" for name, value in (
        ("days", self.days), ("seconds", self.seconds),
        ("microseconds", self.microseconds)) if value]
    return f"{_class_text(self)}({', '.join(parts) or '0'})"


def _timedelta_str(self):
    minutes, seconds = divmod(self.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02d}:{seconds:02d}"
    if self.days:
        text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
    if self.microseconds:
        text += f".{self.microseconds:06d}"
    return text


def _timedelta_mul(self, other):
    if isinstance(other, int):
        return timedelta._of(self._total() * other)
    if isinstance(other, float):
        a, b = other.as_integer_ratio()
        return timedelta._of(_round_half_even(self._total() * a, b))
    return NotImplemented


def _timedelta_floordiv(self, other):
    if isinstance(other, timedelta):
        return self._total() // other._total()
    if isinstance(other, int):
        return timedelta._of(self._total() // other)
    return NotImplemented


def _timedelta_truediv(self, other):
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


def _timedelta_mod(self, other):
    if not isinstance(other, timedelta):
        return NotImplemented
    return timedelta._of(self._total() % other._total())


def _timedelta_divmod(self, other):
    if not isinstance(other, timedelta):
        return NotImplemented
    return self // other, self % other


# -- tzinfo and timezone

def _tzinfo_fromutc(self, dt):
    if not isinstance(dt, datetime):
        raise TypeError("fromutc: argument must be a datetime")
    if dt.tzinfo is not self:
        raise ValueError("fromutc: dt.tzinfo is not self")
    offset = dt.utcoffset()
    if offset is None:
        raise ValueError("fromutc: non-None utcoffset() result required")
    dst = dt.dst()
    if dst is None:
        raise ValueError("fromutc: non-None dst() result required")
    standard = offset - dst
    if standard:
        dt += standard
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
    return dt + dst


def _timezone_repr(self):
    if self is timezone.utc:
        return "datetime.timezone.utc"
    name = "" if self._name is None else f", {self._name!r}"
    return f"{_class_text(self)}({self._offset!r}{name})"


# -- Text of all of them

def _offset_text(offset):
    """+0100, for %z."""
    if offset is None:
        return ""
    total = offset._total()
    sign = "-" if total < 0 else "+"
    seconds, microseconds = divmod(abs(total), 1000000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{sign}{hours:02d}{minutes:02d}"
    if seconds or microseconds:
        text += f"{seconds:02d}"
    if microseconds:
        text += f".{microseconds:06d}"
    return text


def _format(text, when, tuple9):
    """time.strftime with %f, %z and %Z by the object."""
    if not ("%f" in text or "%z" in text or "%Z" in text or "%s" in text):
        return _time.strftime(text, tuple9)
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
            out.append(_offset_text(when.utcoffset() if hasattr(when, "utcoffset")
                                    else None))
        elif code == "Z":
            name = when.tzname() if hasattr(when, "tzname") else None
            out.append((name or "").replace("%", "%%"))
        elif code == "s" and isinstance(when, datetime):
            out.append(str(int(when.timestamp())))
        else:
            out.append("%" + code)
    return _time.strftime("".join(out), tuple9)


def _date_format(self, spec):
    if not isinstance(spec, str):
        raise TypeError(f"__format__() argument 1 must be str, not {type(spec).__name__}")
    return self.strftime(spec) if spec else str(self)


# -- date

def _year_day(self):
    return self.toordinal() - date(self.year, 1, 1).toordinal() + 1


def _iso_monday(year):
    """The ordinal of the Monday of week 1."""
    first = date(year, 1, 1).toordinal()
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def _date_fromisocalendar(cls, year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    if not 1 <= week <= 53 or (week == 53 and year < MAXYEAR and _iso_monday(year) + 364
                               >= _iso_monday(year + 1)):
        raise ValueError(f"Invalid week: {week}")
    if not 1 <= day <= 7:
        raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
    return cls.fromordinal(_iso_monday(year) + (week - 1) * 7 + day - 1)


def _date_fromtimestamp(cls, timestamp):
    when = datetime.fromtimestamp(timestamp)
    return cls(when.year, when.month, when.day)


def _date_today(cls):
    return cls.fromtimestamp(_time.time())


def _date_repr(self):
    return (f"{_class_text(self)}({self.year}, {self.month}, "
            f"{self.day})")


def _date_ctime(self):
    return (f"{_WEEKDAYS[self.weekday()]} {_MONTHS[self.month - 1]} {self.day:2d} "
            f"00:00:00 {self.year:04d}")


def _date_strftime(self, format):
    return _format(format, self, self.timetuple())


def _date_timetuple(self):
    return _time.struct_time((self.year, self.month, self.day, 0, 0, 0, self.weekday(),
                              _year_day(self), -1))


def _date_isocalendar(self):
    year = self.year
    today = self.toordinal()
    if today < _iso_monday(year):
        year -= 1
    elif year < MAXYEAR and today >= _iso_monday(year + 1):
        year += 1
    # Week 1 of year 0 is not asked for: its Monday has ordinal -363.
    week, day = divmod(today - (_iso_monday(year) if year else -363), 7)
    return IsoCalendarDate(year, week + 1, day + 1)


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


# -- time

def _clock_fields(fields, least):
    while len(fields) > least and fields[-1] == 0:
        fields.pop()
    return ", ".join(map(str, fields))


def _time_repr(self):
    text = _clock_fields([self.hour, self.minute, self.second, self.microsecond], 2)
    zone = "" if self.tzinfo is None else f", tzinfo={self.tzinfo!r}"
    fold = ", fold=1" if self.fold else ""
    return f"{_class_text(self)}({text}{zone}{fold})"


def _time_strftime(self, format):
    return _format(format, self, _time.struct_time(
        (1900, 1, 1, self.hour, self.minute, self.second, 0, 1, -1)))


# -- datetime

def _datetime_repr(self):
    text = _clock_fields([self.year, self.month, self.day, self.hour, self.minute,
                          self.second, self.microsecond], 5)
    fold = ", fold=1" if self.fold else ""
    zone = "" if self.tzinfo is None else f", tzinfo={self.tzinfo!r}"
    return f"{_class_text(self)}({text}{fold}{zone})"


def _datetime_strptime(cls, date_string, format):
    *fields, offset, name = _strptime(date_string, format)
    if offset is None:
        return cls(*fields)
    offset = timedelta._of(offset)
    return cls(*fields, timezone(offset) if name is None else timezone(offset, name))


def _datetime_timetuple(self):
    dst = self.dst()
    return _time.struct_time((
        self.year, self.month, self.day, self.hour, self.minute, self.second,
        self.weekday(), _year_day(self), -1 if dst is None else int(bool(dst))))


def _datetime_utctimetuple(self):
    offset = self.utcoffset()
    when = self.replace(tzinfo=None)
    if offset:
        when -= offset
    return _time.struct_time((
        when.year, when.month, when.day, when.hour, when.minute, when.second,
        when.weekday(), _year_day(when), 0))


def _datetime_ctime(self):
    return (f"{_WEEKDAYS[self.weekday()]} {_MONTHS[self.month - 1]} {self.day:2d} "
            f"{self.hour:02d}:{self.minute:02d}:{self.second:02d} {self.year:04d}")


def _datetime_strftime(self, format):
    if isinstance(self, str):
        # On the class, of a Unix time: datetime.strftime(format, timestamp).
        return datetime.fromtimestamp(format).strftime(self)
    return _format(format, self, self.timetuple())
