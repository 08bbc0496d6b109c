import sys
def g():
    try: raise KeyError
    except KeyError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
it = g()
try: raise ValueError
except ValueError:
    print(next(it), sys.exc_info()[0].__name__, next(it))  # expect: KeyError ValueError KeyError
print(sys.exc_info()[0])  # expect: None
