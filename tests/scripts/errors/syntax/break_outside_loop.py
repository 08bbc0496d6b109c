break  # expect syntax error @1: SyntaxError: 'break' outside loop
