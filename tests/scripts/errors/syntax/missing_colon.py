if True  # expect syntax error: SyntaxError: expected ':'
    pass
