def f():
    nonlocal x  # expect syntax error @5: SyntaxError: no binding for nonlocal 'x' found
