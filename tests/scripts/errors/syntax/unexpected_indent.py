x = 1
    y = 2  # expect syntax error @4: IndentationError: unexpected indent
