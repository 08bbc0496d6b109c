x = [1, 2)  # expect syntax error @10: SyntaxError: closing parenthesis ')' does not match opening parenthesis '['
