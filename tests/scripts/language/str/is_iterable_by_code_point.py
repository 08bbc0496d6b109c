print(list("a😀é"), len("a😀é"), [*reversed("ab")], max("abc"), sorted("bca"), "".join(set("aaa")))
# expect: ['a', '😀', 'é'] 3 ['b', 'a'] c ['a', 'b', 'c'] a
