# Formatting: f-strings, format specs, the % operator and str.format.
def lines(count):
    for i in range(count):
        ratio = i / 7
        yield f"{i:>8}|{ratio:10.3f}|{i:x}|{'row' + str(i % 10):<8}|"
        yield "%05d %s %.2f" % (i, "abc", ratio)
        yield "{0}-{1:>6}-{name!r}".format(i, i * 2, name="n")


total = 0
check = 0
for line in lines(160000):
    total += len(line)
    check = (check * 31 + ord(line[-2]) + ord(line[4])) % 1000003
print(total, check)
