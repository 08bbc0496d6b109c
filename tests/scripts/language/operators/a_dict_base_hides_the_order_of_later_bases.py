class Ordered:
    def __ge__(self, other): return True
class Both(dict, Ordered): pass
try:
    print(2 <= Both())
except TypeError as e:
    print(e)  # expect: '<=' not supported between instances of 'int' and 'Both'
