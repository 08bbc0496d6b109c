print("%s is %d years and %.1f%%" % ("Al", 3, 99.5))  # expect: Al is 3 years and 99.5%
print("%5d|%-5d|%05d|%+d|%x|%X|%o|%#x" % (1, 2, 3, 4, 255, 255, 8, 255))
# expect:     1|2    |00003|+4|ff|FF|10|0xff
print("%r %a %c %c %e %g" % ("é", "é", 65, "z", 12345.678, 0.0001))
# expect: 'é' '\xe9' A z 1.234568e+04 0.0001
print("%(a)s-%(b)03d" % {"a": 1, "b": 2}, "%*d" % (4, 7), "%.3s" % "abcdef")
# expect: 1-002    7 abc
