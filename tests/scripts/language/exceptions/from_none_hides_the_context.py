try:
    try: {}["k"]
    except KeyError: raise ValueError from None
except ValueError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)  # expect: KeyError('k') None True
