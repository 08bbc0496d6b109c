(a.b := 1)  # expect syntax error: SyntaxError: cannot use assignment expressions with attribute
