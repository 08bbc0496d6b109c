def f(a, a): pass  # expect syntax error: SyntaxError: duplicate argument 'a' in function definition
