print(ValueError(1) == ValueError(1), len({ValueError(1), ValueError(1)}))  # expect: False 2
