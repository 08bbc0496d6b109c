x = (1,  # expect syntax error: SyntaxError: '(' was never closed
y = 2
