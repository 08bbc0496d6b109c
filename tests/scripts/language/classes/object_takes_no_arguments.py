class A: pass
try: A(1)
except TypeError as e: print(e)  # expect: A() takes no arguments
try: object(1)
except TypeError as e: print(e)  # expect: object() takes no arguments
