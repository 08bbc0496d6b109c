"\N{NO SUCH CHARACTER}"  # expect syntax error: SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-20: unknown Unicode character name
