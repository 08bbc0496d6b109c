f(a=1, a=2)  # expect syntax error: SyntaxError: keyword argument repeated: a
