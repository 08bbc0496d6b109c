class = 1  # expect syntax error @7: SyntaxError: invalid syntax
