for spec in ("", "5", "<5", ">5", "^6", "*^6", ".2", "5.2", "s"): print(spec, "|" + format("abc", spec) + "|")
# expect:  |abc|
# expect: 5 |abc  |
# expect: <5 |abc  |
# expect: >5 |  abc|
# expect: ^6 | abc  |
# expect: *^6 |*abc**|
# expect: .2 |ab|
# expect: 5.2 |ab   |
# expect: s |abc|
for spec in ("d", "+", ",", "=5", ".f"):
    try: format("abc", spec)
    except ValueError as e: print(e)
# expect: Unknown format code 'd' for object of type 'str'
# expect: Sign not allowed in string format specifier
# expect: Cannot specify ',' with 's'.
# expect: '=' alignment not allowed in string format specifier
# expect: Format specifier missing precision
