for text in ["1", "1j", "1+2j", " ( 1+2j ) ", "j", "-j", "+J", "1-j", "1.5e3-2E-2j", "inf", "-infj",
             "nan+nanj", "Infinity-Infinityj", "1_0+2_0j", ".5+.25j", "5.j", "\t1e400j\n", "(1)",
             "٣+٤j", "1e5", "-0-0j", "1e5j", "\u20031j\u2003"]:
    print(complex(text))
# expect: (1+0j)
# expect: 1j
# expect: (1+2j)
# expect: (1+2j)
# expect: 1j
# expect: -1j
# expect: 1j
# expect: (1-1j)
# expect: (1500-0.02j)
# expect: (inf+0j)
# expect: -infj
# expect: (nan+nanj)
# expect: (inf-infj)
# expect: (10+20j)
# expect: (0.5+0.25j)
# expect: 5j
# expect: infj
# expect: (1+0j)
# expect: (3+4j)
# expect: (100000+0j)
# expect: (-0-0j)
# expect: 100000j
# expect: 1j
