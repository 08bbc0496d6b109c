def f():
x = 1  # expect syntax error @1: IndentationError: expected an indented block after function definition on line 1
