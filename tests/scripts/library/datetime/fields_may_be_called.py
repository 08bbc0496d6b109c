# python differs: fields are methods as well, and strftime on the class takes a Unix time
from datetime import date, datetime

d = datetime(2024, 5, 6, 7, 8, 9)
print(d.year(), d.month(), d.day(), d.hour(), d.minute(), d.second(), d.year + 1)
# expect: 2024 5 6 7 8 9 2025
for day in (date(2024, 1, 2), date(2025, 3, 4)):
    print(day.year(), day.month, day.day() * 2)
# expect: 2024 1 4
# expect: 2025 3 8
print(datetime.strftime("%Y", 86400 * 400), isinstance(d.year, int), type(d.year) is int)
# expect: 1971 True True
