print([1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1, "a"] == [1, "a"])
# expect: True True True True True
try: [1, "a"] < [1, 2]
except TypeError as e: print(e)  # expect: '<' not supported between instances of 'str' and 'int'
