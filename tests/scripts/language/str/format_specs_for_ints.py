for spec in ("5", "<5", "^5", "=5", "05", "+", " ", ",", "_", "x", "#x", "#b", "o", "X", "c", "e", ".2f", "%", "n", "*>6", "_b"): print(spec, "|" + format(1234 if spec != "c" else 65, spec) + "|")
# expect: 5 | 1234|
# expect: <5 |1234 |
# expect: ^5 |1234 |
# expect: =5 | 1234|
# expect: 05 |01234|
# expect: + |+1234|
# expect:   | 1234|
# expect: , |1,234|
# expect: _ |1_234|
# expect: x |4d2|
# expect: #x |0x4d2|
# expect: #b |0b10011010010|
# expect: o |2322|
# expect: X |4D2|
# expect: c |A|
# expect: e |1.234000e+03|
# expect: .2f |1234.00|
# expect: % |123400.000000%|
# expect: n |1234|
# expect: *>6 |**1234|
# expect: _b |100_1101_0010|
