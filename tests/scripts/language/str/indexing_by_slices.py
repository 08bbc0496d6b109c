s = "abcdef"
print(s[1:4], s[::-1], s[-3:], s[:-3], s[::2], s[5:1:-2], s[10:], s[-100:2])
# expect: bcd fedcba def abc ace fd  ab
