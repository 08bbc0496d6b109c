for f, a in [("{}", ()), ("{a}", ()), ("{0} {}", (1, 2)), ("{", (1,)), ("}", (1,)), ("{0.x}", (1,)), ("{0[9]}", ([1],)), ("{!x}", (1,)), ("{:d}", ("a",))]:
    try: print(f.format(*a))
    except Exception as e: print(type(e).__name__, e)
# expect: IndexError Replacement index 0 out of range for positional args tuple
# expect: KeyError 'a'
# expect: ValueError cannot switch from manual field specification to automatic field numbering
# expect: ValueError Single '{' encountered in format string
# expect: ValueError Single '}' encountered in format string
# expect: AttributeError 'int' object has no attribute 'x'
# expect: IndexError list index out of range
# expect: ValueError Unknown conversion specifier x
# expect: ValueError Unknown format code 'd' for object of type 'str'
