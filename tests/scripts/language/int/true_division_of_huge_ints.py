print(10**400 / 10**399, 1 / 3, -7 / 2)  # expect: 10.0 0.3333333333333333 -3.5
try: 10**400 / 3
except OverflowError as e: print(e)  # expect: integer division result too large for a float
