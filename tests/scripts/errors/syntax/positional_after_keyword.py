f(a=1, 2)  # expect syntax error @9: SyntaxError: positional argument follows keyword argument
