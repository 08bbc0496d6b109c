print("a\tb\tcd\te".expandtabs(4), "\t|".expandtabs(2), "a\tb".expandtabs(0), "ab\n\tc".expandtabs(4).split("\n"))
# expect: a   b   cd  e   | ab ['ab', '    c']
