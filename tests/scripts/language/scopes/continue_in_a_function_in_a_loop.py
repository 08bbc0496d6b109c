for i in range(2):
    def f():
        continue  # expect syntax error: SyntaxError: 'continue' not properly in loop
