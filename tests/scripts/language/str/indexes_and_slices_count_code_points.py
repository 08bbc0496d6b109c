s = "añ漢😀z"
print(len(s), s[3], s[-1], s[1:4], s[::-1])  # expect: 5 😀 z ñ漢😀 z😀漢ña
print(s[10:], repr(s[2:2]))  # expect:  ''
