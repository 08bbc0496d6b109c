for f in (lambda: -"a", lambda: ~1.5, lambda: +[], lambda: -None):
    try: f()
    except TypeError as e: print(e)
# expect: bad operand type for unary -: 'str'
# expect: bad operand type for unary ~: 'float'
# expect: bad operand type for unary +: 'list'
# expect: bad operand type for unary -: 'NoneType'
print(not [], not "a", -True, +False)  # expect: True False -1 0
