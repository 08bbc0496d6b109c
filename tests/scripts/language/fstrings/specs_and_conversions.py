name, pi, n = "x", 3.14159, 255
print(f"{name!r:>5}|{pi:.2f}|{n:#x}|{n:08b}|{pi:{8}.{3}}|{n:,}|{'a':^5}|")
# expect:   'x'|3.14|0xff|11111111|    3.14|255|  a  |
print(f"{n=} {pi = :.1f} {{}} {name}{name}")  # expect: n=255 pi = 3.1 {} xx
