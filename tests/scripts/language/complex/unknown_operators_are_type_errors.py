import operator as o

for f in [o.floordiv, o.mod, divmod, o.and_, o.or_, o.xor, o.lshift, o.rshift, o.lt, o.le, o.gt, o.ge]:
    for a, b in [(1j, 2), (2, 1j), (1.5, 1j), (1j, 1j)]:
        try:
            print(f(a, b))
        except TypeError as e:
            print(e)
# expect: unsupported operand type(s) for //: 'complex' and 'int'
# expect: unsupported operand type(s) for //: 'int' and 'complex'
# expect: unsupported operand type(s) for //: 'float' and 'complex'
# expect: unsupported operand type(s) for //: 'complex' and 'complex'
# expect: unsupported operand type(s) for %: 'complex' and 'int'
# expect: unsupported operand type(s) for %: 'int' and 'complex'
# expect: unsupported operand type(s) for %: 'float' and 'complex'
# expect: unsupported operand type(s) for %: 'complex' and 'complex'
# expect: unsupported operand type(s) for divmod(): 'complex' and 'int'
# expect: unsupported operand type(s) for divmod(): 'int' and 'complex'
# expect: unsupported operand type(s) for divmod(): 'float' and 'complex'
# expect: unsupported operand type(s) for divmod(): 'complex' and 'complex'
# expect: unsupported operand type(s) for &: 'complex' and 'int'
# expect: unsupported operand type(s) for &: 'int' and 'complex'
# expect: unsupported operand type(s) for &: 'float' and 'complex'
# expect: unsupported operand type(s) for &: 'complex' and 'complex'
# expect: unsupported operand type(s) for |: 'complex' and 'int'
# expect: unsupported operand type(s) for |: 'int' and 'complex'
# expect: unsupported operand type(s) for |: 'float' and 'complex'
# expect: unsupported operand type(s) for |: 'complex' and 'complex'
# expect: unsupported operand type(s) for ^: 'complex' and 'int'
# expect: unsupported operand type(s) for ^: 'int' and 'complex'
# expect: unsupported operand type(s) for ^: 'float' and 'complex'
# expect: unsupported operand type(s) for ^: 'complex' and 'complex'
# expect: unsupported operand type(s) for <<: 'complex' and 'int'
# expect: unsupported operand type(s) for <<: 'int' and 'complex'
# expect: unsupported operand type(s) for <<: 'float' and 'complex'
# expect: unsupported operand type(s) for <<: 'complex' and 'complex'
# expect: unsupported operand type(s) for >>: 'complex' and 'int'
# expect: unsupported operand type(s) for >>: 'int' and 'complex'
# expect: unsupported operand type(s) for >>: 'float' and 'complex'
# expect: unsupported operand type(s) for >>: 'complex' and 'complex'
# expect: '<' not supported between instances of 'complex' and 'int'
# expect: '<' not supported between instances of 'int' and 'complex'
# expect: '<' not supported between instances of 'float' and 'complex'
# expect: '<' not supported between instances of 'complex' and 'complex'
# expect: '<=' not supported between instances of 'complex' and 'int'
# expect: '<=' not supported between instances of 'int' and 'complex'
# expect: '<=' not supported between instances of 'float' and 'complex'
# expect: '<=' not supported between instances of 'complex' and 'complex'
# expect: '>' not supported between instances of 'complex' and 'int'
# expect: '>' not supported between instances of 'int' and 'complex'
# expect: '>' not supported between instances of 'float' and 'complex'
# expect: '>' not supported between instances of 'complex' and 'complex'
# expect: '>=' not supported between instances of 'complex' and 'int'
# expect: '>=' not supported between instances of 'int' and 'complex'
# expect: '>=' not supported between instances of 'float' and 'complex'
# expect: '>=' not supported between instances of 'complex' and 'complex'
for a, b in [(1j, "a"), ("a", 1j), ([], 1j), (1j, None), (b"a", 1j), (1j, [])]:
    for f in [o.add, o.mul, o.sub]:
        try:
            print(f(a, b))
        except TypeError as e:
            print(e)
# expect: unsupported operand type(s) for +: 'complex' and 'str'
# expect: can't multiply sequence by non-int of type 'complex'
# expect: unsupported operand type(s) for -: 'complex' and 'str'
# expect: can only concatenate str (not "complex") to str
# expect: can't multiply sequence by non-int of type 'complex'
# expect: unsupported operand type(s) for -: 'str' and 'complex'
# expect: can only concatenate list (not "complex") to list
# expect: can't multiply sequence by non-int of type 'complex'
# expect: unsupported operand type(s) for -: 'list' and 'complex'
# expect: unsupported operand type(s) for +: 'complex' and 'NoneType'
# expect: unsupported operand type(s) for *: 'complex' and 'NoneType'
# expect: unsupported operand type(s) for -: 'complex' and 'NoneType'
# expect: can't concat complex to bytes
# expect: can't multiply sequence by non-int of type 'complex'
# expect: unsupported operand type(s) for -: 'bytes' and 'complex'
# expect: unsupported operand type(s) for +: 'complex' and 'list'
# expect: can't multiply sequence by non-int of type 'complex'
# expect: unsupported operand type(s) for -: 'complex' and 'list'
for f in [o.invert, o.index, len, int, float, round, iter, chr, hex]:
    try:
        print(f(1j))
    except TypeError as e:
        print(e)
# expect: bad operand type for unary ~: 'complex'
# expect: 'complex' object cannot be interpreted as an integer
# expect: object of type 'complex' has no len()
# expect: int() argument must be a string, a bytes-like object or a real number, not 'complex'
# expect: float() argument must be a string or a real number, not 'complex'
# expect: type complex doesn't define __round__ method
# expect: 'complex' object is not iterable
# expect: 'complex' object cannot be interpreted as an integer
# expect: 'complex' object cannot be interpreted as an integer
