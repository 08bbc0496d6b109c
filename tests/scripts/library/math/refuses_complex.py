import math

for f in [math.sin, math.sqrt, math.floor, math.ceil, math.trunc, math.isnan, math.exp]:
    try:
        print(f(1j))
    except TypeError as e:
        print(e)
# expect: must be real number, not complex
# expect: must be real number, not complex
# expect: must be real number, not complex
# expect: must be real number, not complex
# expect: type complex doesn't define __trunc__ method
# expect: must be real number, not complex
# expect: must be real number, not complex
try:
    print(math.pow(-8, 1 / 3))
except ValueError as e:
    print(e)  # expect: math domain error
