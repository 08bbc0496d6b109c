import time

t = time.gmtime(86400 * 365.25 * 30)
print(t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_wday, t.tm_yday, t[0], len(t))
# expect: 2000 1 1 12 5 1 2000 9
print(time.strftime("%Y-%m-%d %H:%M:%S %j %a %b", t), time.asctime(time.gmtime(0)))
# expect: 2000-01-01 12:00:00 001 Sat Jan Thu Jan  1 00:00:00 1970
print(tuple(time.strptime("2024-02-29 12:30", "%Y-%m-%d %H:%M"))[:6])
# expect: (2024, 2, 29, 12, 30, 0)
