def f(a, a):  # expect syntax error @10: SyntaxError: duplicate argument 'a' in function definition
    pass
