try: {1} | [2]
except TypeError as e: print(e)  # expect: unsupported operand type(s) for |: 'set' and 'list'
print({1} .union([2], (3,)), {1, 2}.intersection([2]), {1, 2} - {2}, {1, 2} ^ {2, 3})
# expect: {1, 2, 3} {2} {1} {1, 3}
