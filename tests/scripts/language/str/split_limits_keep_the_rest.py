print("a b  c d".split(maxsplit=2), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), " a b ".split(" "))
# expect: ['a', 'b', 'c d'] ['a', 'b,c'] ['a,b', 'c'] ['', 'a', 'b', '']
