print("5".zfill(3), "-5".zfill(4), "+5".zfill(4), "abc".zfill(2), "".zfill(2))
# expect: 005 -005 +005 abc 00
