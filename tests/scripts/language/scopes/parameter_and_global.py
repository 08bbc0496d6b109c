def f(x):
    global x  # expect syntax error: SyntaxError: name 'x' is parameter and global
