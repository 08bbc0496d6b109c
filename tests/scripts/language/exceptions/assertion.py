assert 1 == 1
assert 1 == 2, "one is not two"  # expect error: AssertionError: one is not two
