try:
    try:
        1 / 0
    except ((ValueError, KeyError), ZeroDivisionError):
        print("caught")
except TypeError as e:
    print(e)
# expect: catching classes that do not inherit from BaseException is not allowed
try:
    try:
        1 / 0
    except (ZeroDivisionError, 5):
        print("caught")
except TypeError as e:
    print(e)
# expect: catching classes that do not inherit from BaseException is not allowed
