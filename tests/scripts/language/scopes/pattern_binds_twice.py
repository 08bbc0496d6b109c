match 1:
    case [x, x]: pass  # expect syntax error: SyntaxError: multiple assignments to name 'x' in pattern
