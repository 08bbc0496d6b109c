def f(flag):
    if flag: x = 1
    return x
print(f(True))  # expect: 1
try: f(False)
except UnboundLocalError as e: print(e)
# expect: cannot access local variable 'x' where it is not associated with a value
