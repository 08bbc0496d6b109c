for f in (lambda: 1 < "a", lambda: None >= None, lambda: [] < (), lambda: {} > {}, lambda: object() <= 1):
    try: f()
    except TypeError as e: print(e)
# expect: '<' not supported between instances of 'int' and 'str'
# expect: '>=' not supported between instances of 'NoneType' and 'NoneType'
# expect: '<' not supported between instances of 'list' and 'tuple'
# expect: '>' not supported between instances of 'dict' and 'dict'
# expect: '<=' not supported between instances of 'object' and 'int'
