1 = x  # expect syntax error @1: SyntaxError: cannot assign to literal here. Maybe you meant '==' instead of '='?
