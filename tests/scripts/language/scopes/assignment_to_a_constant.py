None = 1  # expect syntax error: SyntaxError: cannot assign to None
