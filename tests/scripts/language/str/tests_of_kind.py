print("abc".isalpha(), "ab1".isalnum(), "Abc".istitle(), " \t".isspace(), "a_1".isidentifier(), "1a".isidentifier(), "é".isascii(), "a\n".isprintable())
# expect: True True True True True False False False
