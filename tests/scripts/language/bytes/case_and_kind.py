print(b"aBc".upper(), b"aBc".swapcase(), b"ab cd".title(), b"abc".isalpha(), b"12".isdigit(), b" ".isspace(), b"Ab".istitle())
# expect: b'ABC' b'AbC' b'Ab Cd' True True True True
