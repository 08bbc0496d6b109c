def f(a):
    global a  # expect syntax error @5: SyntaxError: name 'a' is parameter and global
