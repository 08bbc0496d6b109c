print("xxabcxyx".strip("xy"), "  a ".lstrip() + "|", "a..".rstrip("."), "abc".strip("") )
# expect: abc a | a abc
