(a, b) += 1  # expect syntax error: SyntaxError: 'tuple' is an illegal expression for augmented assignment
