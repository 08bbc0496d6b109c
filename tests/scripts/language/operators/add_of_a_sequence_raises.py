for sequence in ([1], (1,), "s", b"b", bytearray(b"a")):
    try:
        sequence.__add__(None)
    except TypeError as e:
        print(e)
# expect: can only concatenate list (not "NoneType") to list
# expect: can only concatenate tuple (not "NoneType") to tuple
# expect: can only concatenate str (not "NoneType") to str
# expect: can't concat NoneType to bytes
# expect: can't concat NoneType to bytearray
