x = "abc  # expect syntax error @5: SyntaxError: unterminated string literal (detected at line 1)
