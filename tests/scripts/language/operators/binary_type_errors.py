for f in (lambda: 1 + "a", lambda: [] - [], lambda: {} | 5, lambda: None * 2, lambda: "a" @ "b", lambda: 1 << 1.5, lambda: "a" // 2, lambda: 2 ** "a", lambda: [1] * [2]):
    try: f()
    except TypeError as e: print(e)
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: unsupported operand type(s) for -: 'list' and 'list'
# expect: unsupported operand type(s) for |: 'dict' and 'int'
# expect: unsupported operand type(s) for *: 'NoneType' and 'int'
# expect: unsupported operand type(s) for @: 'str' and 'str'
# expect: unsupported operand type(s) for <<: 'int' and 'float'
# expect: unsupported operand type(s) for //: 'str' and 'int'
# expect: unsupported operand type(s) for ** or pow(): 'int' and 'str'
# expect: can't multiply sequence by non-int of type 'list'
