print("aaa".replace("a", "b", 2), "abc".replace("", "-"), "aaa".replace("aa", "b"), "abc".replace("x", ""))
# expect: bba -a-b-c- ba abc
