print(hash(1) == hash(1.0) == hash(True), hash(-1), hash(2**61), hash(0.5), hash(float("inf")), hash(10**30))
# expect: True -2 1 1152921504606846976 314159 465258685558744706
