def f(a=1, b):  # expect syntax error @12: SyntaxError: non-default argument follows default argument
    pass
