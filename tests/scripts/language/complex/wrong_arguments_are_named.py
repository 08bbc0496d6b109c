def attempt(*args, **keywords):
    try:
        print(complex(*args, **keywords))
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: TypeError complex() first argument must be a string or a number, not 'NoneType'
# expect: TypeError complex() first argument must be a string or a number, not 'list'
# expect: TypeError complex() first argument must be a string or a number, not 'bytes'
# expect: TypeError complex() second argument must be a number, not 'NoneType'
# expect: TypeError complex() second argument must be a number, not 'list'
# expect: TypeError complex() can't take second arg if first is a string
# expect: TypeError complex() second arg can't be a string
# expect: TypeError complex() second arg can't be a string
# expect: OverflowError int too large to convert to float
# expect: OverflowError int too large to convert to float
# expect: TypeError complex() first argument must be a string or a number, not 'type'


attempt(None)
attempt([])
attempt(b"1")
attempt(1, None)
attempt(1, [])
attempt("1", 2)
attempt(1, "2")
attempt(imag="2")
attempt(10**400)
attempt(1, 10**400)
attempt(object)
