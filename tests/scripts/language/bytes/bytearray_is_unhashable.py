try: {bytearray(b"a")}
except TypeError as e: print(e)  # expect: unhashable type: 'bytearray'
