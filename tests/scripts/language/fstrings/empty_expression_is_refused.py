f"{}"  # expect syntax error: SyntaxError: f-string: empty expression not allowed
