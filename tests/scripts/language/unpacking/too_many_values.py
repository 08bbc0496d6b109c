a, b = "abc"  # expect error: ValueError: too many values to unpack (expected 2)
