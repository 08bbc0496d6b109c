import re
import time
from datetime import datetime


def say(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, str(e).split(" at position")[0])


def fields(text, format):
    return tuple(time.strptime(text, format))


say(fields, "1 2", "%d %d")  # expect: error redefinition of group name 'd' as group 2; was group 1
say(fields, "2020 1 2020", "%Y %j %Y")
# expect: error redefinition of group name 'Y' as group 3; was group 1
say(fields, "+0100 1 1", "%z %d %d")
# expect: error redefinition of group name 'd' as group 5; was group 4
say(fields, "01/02/20 3", "%x %d")
# expect: error redefinition of group name 'd' as group 4; was group 2
say(fields, "13 1", "%H %I")  # expect: (1900, 1, 1, 1, 0, 0, 0, 1, -1)
say(fields, "1 13", "%I %H")  # expect: (1900, 1, 1, 13, 0, 0, 0, 1, -1)
say(fields, "1 13 PM", "%I %H %p")  # expect: (1900, 1, 1, 13, 0, 0, 0, 1, -1)
say(fields, "5 PM 13", "%I %p %H")  # expect: (1900, 1, 1, 13, 0, 0, 0, 1, -1)
say(fields, "20 2021", "%y %Y")  # expect: (2021, 1, 1, 0, 0, 0, 4, 1, -1)
say(fields, "2021 20", "%Y %y")  # expect: (2020, 1, 1, 0, 0, 0, 2, 1, -1)
say(fields, "Jan 3", "%b %m")  # expect: (1900, 3, 1, 0, 0, 0, 3, 60, -1)
say(fields, "0000-01-01", "%Y-%m-%d")  # expect: ValueError year 0 is out of range
say(fields, "366 2023", "%j %Y")  # expect: (2024, 1, 1, 0, 0, 0, 0, 366, -1)
say(fields, "366 2024", "%j %Y")  # expect: (2024, 12, 31, 0, 0, 0, 1, 366, -1)
say(fields, "2020 53 1", "%G %V %u")  # expect: (2020, 12, 28, 0, 0, 0, 0, 363, -1)
say(fields, "2020 0 1", "%Y %U %w")  # expect: (2019, 12, 30, 0, 0, 0, 0, 364, -1)
say(fields, "2020 0 1", "%Y %W %w")  # expect: (2019, 12, 30, 0, 0, 0, 0, 364, -1)
say(fields, "01/02/20 2021 3 1", "%x %G %V %u")
# expect: ValueError ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.
say(datetime.strptime, "0000-01-01", "%Y-%m-%d")  # expect: ValueError year 0 is out of range
say(datetime.strptime, "366 2023", "%j %Y")  # expect: 2024-01-01 00:00:00
say(datetime.fromtimestamp, float("inf"))
# expect: OverflowError timestamp out of range for platform time_t
say(datetime.fromtimestamp, float("nan"))  # expect: ValueError Invalid value NaN (not a number)
print(issubclass(re.error, Exception))  # expect: True
