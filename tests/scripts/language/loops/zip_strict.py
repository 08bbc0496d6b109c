print(list(zip([1, 2], "ab", strict=True)), list(zip()), list(zip([1], [])))
# expect: [(1, 'a'), (2, 'b')] [] []
try: list(zip([1, 2], [1], strict=True))
except ValueError as e: print(e)  # expect: zip() argument 2 is shorter than argument 1
try: list(zip([1], [1, 2], strict=True))
except ValueError as e: print(e)  # expect: zip() argument 2 is longer than argument 1
