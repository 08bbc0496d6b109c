def refused(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"



v = memoryview(b"abc")
print(refused(lambda: v < v))
# expect: TypeError: '<' not supported between instances of 'memoryview' and 'memoryview'
print(refused(lambda: v < b"z"))
# expect: TypeError: '<' not supported between instances of 'memoryview' and 'bytes'
print(refused(lambda: b"a" <= v))
# expect: TypeError: '<=' not supported between instances of 'bytes' and 'memoryview'
print(bytearray(b"a") < v, v > bytearray(b"z"))
# expect: True False
print(refused(lambda: v + b"x"))
# expect: TypeError: unsupported operand type(s) for +: 'memoryview' and 'bytes'
print(refused(lambda: v * 2))
# expect: TypeError: unsupported operand type(s) for *: 'memoryview' and 'int'
