from datetime import date, datetime, time, timedelta


class Day(date):
    pass


class Moment(datetime):
    pass


class Clock(time):
    pass


class Span(timedelta):
    pass


print(repr(Day(2020, 1, 2)), repr(Moment(2020, 1, 2)), repr(Clock(1)), repr(Span(1)))
# expect: Day(2020, 1, 2) Moment(2020, 1, 2, 0, 0) Clock(1, 0) Span(days=1)
print(repr(date(2020, 1, 2)), repr(timedelta(1)), str(Span(1)))
# expect: datetime.date(2020, 1, 2) datetime.timedelta(days=1) 1 day, 0:00:00
for value in (float("inf"), float("-inf"), float("nan"), 1e20, 10**30):
    try:
        datetime.fromtimestamp(value)
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
# expect: OverflowError timestamp out of range for platform time_t
# expect: OverflowError timestamp out of range for platform time_t
# expect: ValueError Invalid value NaN (not a number)
# expect: OverflowError timestamp out of range for platform time_t
# expect: OverflowError timestamp out of range for platform time_t
