print("a\nb\r\nc\rd\x0be\x1cf\u2028g".splitlines(), "a\n".splitlines(True), "\n\n".splitlines())
# expect: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] ['a\n'] ['', '']
