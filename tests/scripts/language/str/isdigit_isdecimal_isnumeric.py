for s in ("5", "²", "½", "٣", "a", ""): print(ascii(s), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum())
# expect: '5' True True True True
# expect: '\xb2' True False True True
# expect: '\xbd' False False True True
# expect: '\u0663' True True True True
# expect: 'a' False False False True
# expect: '' False False False False
