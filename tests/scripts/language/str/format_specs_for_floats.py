for spec in ("", ".2", ".3f", "e", ".1e", "g", ".3g", "%", ".1%", "+.2f", ",.2f", "010.3f", "^10.1f", "G", "F", "_"): print(spec, "|" + format(1234.5678, spec) + "|")
# expect:  |1234.5678|
# expect: .2 |1.2e+03|
# expect: .3f |1234.568|
# expect: e |1.234568e+03|
# expect: .1e |1.2e+03|
# expect: g |1234.57|
# expect: .3g |1.23e+03|
# expect: % |123456.780000%|
# expect: .1% |123456.8%|
# expect: +.2f |+1234.57|
# expect: ,.2f |1,234.57|
# expect: 010.3f |001234.568|
# expect: ^10.1f |  1234.6  |
# expect: G |1234.57|
# expect: F |1234.567800|
# expect: _ |1_234.5678|
print(format(float("inf"), "f"), format(float("nan"), "F"), format(-0.0, ".1f"), format(1e22, ""), format(1e16, "d") if False else format(0.1, ".20f"))
# expect: inf NAN -0.0 1e+22 0.10000000000000000555
