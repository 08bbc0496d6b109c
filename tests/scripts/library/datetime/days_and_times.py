from datetime import date, datetime, time, timedelta, timezone

d = datetime(2024, 2, 29, 13, 5, 6, 789)
print(d, repr(d), d.isoformat(), d.date(), d.time(), d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.ctime())
# expect: 2024-02-29 13:05:06.000789 datetime.datetime(2024, 2, 29, 13, 5, 6, 789) 2024-02-29T13:05:06.000789 2024-02-29 13:05:06.000789 3 4 datetime.IsoCalendarDate(year=2024, week=9, weekday=4) 738945 Thu Feb 29 13:05:06 2024
print(d + timedelta(days=1, hours=12), d - datetime(2024, 1, 1), d.replace(year=2023, day=1), d > datetime(2024, 1, 1), f"{d:%d.%m.%Y %H:%M}")
# expect: 2024-03-02 01:05:06.000789 59 days, 13:05:06.000789 2023-02-01 13:05:06.000789 True 29.02.2024 13:05
print(date(2024, 12, 30).isocalendar(), date(2024, 1, 31) + timedelta(1), date.fromordinal(738000), date(2024, 3, 1) - date(2024, 2, 1), date.max)
# expect: datetime.IsoCalendarDate(year=2025, week=1, weekday=1) 2024-02-01 2021-07-29 29 days, 0:00:00 9999-12-31
z = datetime(2024, 1, 1, 12, tzinfo=timezone(timedelta(hours=2), "X"))
print(z, z.astimezone(timezone.utc), z.timestamp(), z.tzname(), z.utcoffset(), z.strftime("%z %Z"), timezone.utc, z == z.astimezone(timezone.utc))
# expect: 2024-01-01 12:00:00+02:00 2024-01-01 10:00:00+00:00 1704103200.0 X 2:00:00 +0200 X UTC True
t = timedelta(days=-1, seconds=5.5)
print(t, repr(t), t.total_seconds(), abs(t), t * 2, t / 2, t // timedelta(hours=1), timedelta(weeks=1), divmod(timedelta(1), timedelta(hours=5)))
# expect: -1 day, 0:00:05.500000 datetime.timedelta(days=-1, seconds=5, microseconds=500000) -86394.5 23:59:54.500000 -2 days, 0:00:11 -1 day, 12:00:02.750000 -24 7 days, 0:00:00 (4, datetime.timedelta(seconds=14400))
print(datetime.fromisoformat("2024-01-02T03:04:05.678+01:00"), date.fromisoformat("20240102"), time.fromisoformat("04:05"), datetime.fromtimestamp(0, timezone.utc))
# expect: 2024-01-02 03:04:05.678000+01:00 2024-01-02 04:05:00 1970-01-01 00:00:00+00:00
print(datetime.strptime("02/Jan/2024 03:04:05.5 +0130", "%d/%b/%Y %H:%M:%S.%f %z"), datetime.combine(date(2024, 1, 1), time(1, 2)), time(1, 2, 3).replace(hour=9))
# expect: 2024-01-02 03:04:05.500000+01:30 2024-01-01 01:02:00 09:02:03


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
        # expect: ValueError day is out of range for month
        # expect: ValueError month must be in 1..12
        # expect: ValueError hour must be in 0..23
        # expect: ValueError time data 'x' does not match format '%Y'
        # expect: TypeError can't compare offset-naive and offset-aware datetimes
        # expect: TypeError can't subtract offset-naive and offset-aware datetimes
        # expect: OverflowError date value out of range
        # expect: ValueError Invalid isoformat string: 'x'
        # expect: TypeError can't compare datetime.datetime to datetime.date
        # expect: ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1).


for call in (lambda: datetime(2023, 2, 29), lambda: date(2024, 13, 1), lambda: datetime(2024, 1, 1, 25), lambda: datetime.strptime("x", "%Y"),
             lambda: d < z, lambda: d - z, lambda: date.max + timedelta(1), lambda: date.fromisoformat("x"), lambda: d < date(2024, 1, 1), lambda: timezone(timedelta(days=1))):
    attempt(call)
print(sorted([date(2024, 1, 2), date(2024, 1, 1)])[0], {d: 1}[datetime(2024, 2, 29, 13, 5, 6, 789)], isinstance(d, date), bool(timedelta()))
# expect: 2024-01-01 1 True False
print(datetime(2024, 1, 1).timetuple()[:6], d.utctimetuple().tm_yday, (datetime.now() - datetime.now()) < timedelta(1))
# expect: (2024, 1, 1, 0, 0, 0) 60 True
