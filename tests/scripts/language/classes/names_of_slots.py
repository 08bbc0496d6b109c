print(type("C", (), {"__slots__": ("a", "a")}).__slots__)  # expect: ('a', 'a')
print(type("C", (), {"__slots__": "ä"}).__slots__)  # expect: ä
for slots in ("1",), ("a b",), ("",), (1,):
    try: type("C", (), {"__slots__": slots})
    except TypeError as e: print(e)
# expect: __slots__ must be identifiers
# expect: __slots__ must be identifiers
# expect: __slots__ must be identifiers
# expect: __slots__ items must be strings, not 'int'
class C: pass
try: C.__name__ = "a\0b"
except ValueError as e: print(e)  # expect: type name must not contain null characters
try: type("a\0b", (), {})
except ValueError as e: print(e)  # expect: type name must not contain null characters
