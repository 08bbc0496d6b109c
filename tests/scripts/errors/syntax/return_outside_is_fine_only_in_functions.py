class A:
    return 1  # expect syntax error @5: SyntaxError: 'return' outside function
