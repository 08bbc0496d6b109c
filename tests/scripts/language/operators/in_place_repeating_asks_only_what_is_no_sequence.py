for left in (None, len, {}, {1}, range(2), 2.5):
    try:
        left *= [0]
    except TypeError as e:
        print(e)
# expect: can't multiply sequence by non-int of type 'NoneType'
# expect: can't multiply sequence by non-int of type 'builtin_function_or_method'
# expect: unsupported operand type(s) for *=: 'dict' and 'list'
# expect: unsupported operand type(s) for *=: 'set' and 'list'
# expect: unsupported operand type(s) for *=: 'range' and 'list'
# expect: can't multiply sequence by non-int of type 'float'
