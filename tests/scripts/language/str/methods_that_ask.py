print("12".isdigit(), "½".isnumeric(), "ab1".isalnum(), "".isalpha(), "Ab Cd".istitle())
# expect: True True True False True
print("a_1".isidentifier(), "1a".isidentifier(), " \t".isspace(), "é".isascii(), "\x00".isprintable())
# expect: True False True False False
