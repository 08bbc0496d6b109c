match 1:
    case 1 + 2:  # expect syntax error @14: imaginary number required in complex literal
        pass
