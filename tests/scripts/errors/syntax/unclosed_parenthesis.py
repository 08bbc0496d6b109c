x = (1,  # expect syntax error @5: SyntaxError: '(' was never closed
y = 2
