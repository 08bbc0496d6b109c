import math

for call in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1),
             lambda: math.exp(1000), lambda: math.floor(math.inf)):
    try:
        call()
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ValueError factorial() not defined for negative values
# expect: OverflowError math range error
# expect: OverflowError cannot convert float infinity to integer
