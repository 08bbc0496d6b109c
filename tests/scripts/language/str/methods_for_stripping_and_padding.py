print("  x ".strip() + "|", "xxabxx".strip("x"), "abc".lstrip("ab"), "abc".removesuffix("c"))
# expect: x| ab c ab
print("7".zfill(3), "-7".zfill(4), "a".center(4, "*"), "a".ljust(3) + "|", "a".rjust(3))
# expect: 007 -007 *a** a  |   a
print("prefix".removeprefix("pre"), "a\tb".expandtabs(4))  # expect: fix a   b
