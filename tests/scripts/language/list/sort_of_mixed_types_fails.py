a = [3, "a", 1]
try: a.sort()
except TypeError as e: print(e)  # expect: '<' not supported between instances of 'str' and 'int'
print(sorted([1, 2.5, True, False]))  # expect: [False, 1, True, 2.5]
