match 1:
    case 1j + 2j:  # expect syntax error @10: real number required in complex literal
        pass
