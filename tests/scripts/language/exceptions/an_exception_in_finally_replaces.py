try:
    try: raise ValueError("first")
    finally: raise KeyError("second")
except KeyError as e: print(e, repr(e.__context__))  # expect: 'second' ValueError('first')
