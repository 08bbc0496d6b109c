if x = 1:  # expect syntax error @4: SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
    pass
