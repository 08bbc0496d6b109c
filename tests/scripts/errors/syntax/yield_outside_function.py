yield 1  # expect syntax error @1: SyntaxError: 'yield' outside function
