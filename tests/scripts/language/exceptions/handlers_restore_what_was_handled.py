import sys
try: raise ValueError
except ValueError:
    try: raise KeyError
    except KeyError: pass
    print(sys.exc_info()[0].__name__)  # expect: ValueError
print(sys.exc_info())  # expect: (None, None, None)
