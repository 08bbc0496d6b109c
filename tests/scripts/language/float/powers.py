print(2.0 ** 0.5, (-8) ** 2.0, 4 ** 0.5, 2 ** -2, 0.0 ** 0)  # expect: 1.4142135623730951 64.0 2.0 0.25 1.0
try: 0.0 ** -1
except ZeroDivisionError as e: print(e)  # expect: 0.0 cannot be raised to a negative power
try: 10.0 ** 400
except OverflowError as e: print(e)  # expect: (34, 'Numerical result out of range')
