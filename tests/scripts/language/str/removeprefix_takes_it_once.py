print("aaab".removeprefix("a"), "abbb".removesuffix("b"), "abc".removeprefix("x"))  # expect: aab abb abc
