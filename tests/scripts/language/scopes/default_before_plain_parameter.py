def f(a=1, b): pass  # expect syntax error: SyntaxError: non-default argument follows default argument
