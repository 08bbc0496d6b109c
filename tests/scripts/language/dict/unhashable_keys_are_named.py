for bad in ([], {}, set(), bytearray()):
    try: {bad: 1}
    except TypeError as e: print(e)
# expect: unhashable type: 'list'
# expect: unhashable type: 'dict'
# expect: unhashable type: 'set'
# expect: unhashable type: 'bytearray'
