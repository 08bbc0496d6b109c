for call in (lambda: len(5), lambda: len(), lambda: abs("a"), lambda: ord("ab"), lambda: chr(-1), lambda: hash([]), lambda: isinstance(1, 5), lambda: iter(5), lambda: next([]), lambda: callable(), lambda: divmod(1), lambda: sorted(5), lambda: reversed({1}), lambda: getattr(1), lambda: round("a")):
    try: call()
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
# expect: TypeError object of type 'int' has no len()
# expect: TypeError len() takes exactly one argument (0 given)
# expect: TypeError bad operand type for abs(): 'str'
# expect: TypeError ord() expected a character, but string of length 2 found
# expect: ValueError chr() arg not in range(0x110000)
# expect: TypeError unhashable type: 'list'
# expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'list' object is not an iterator
# expect: TypeError callable() takes exactly one argument (0 given)
# expect: TypeError divmod expected 2 arguments, got 1
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'set' object is not reversible
# expect: TypeError getattr expected at least 2 arguments, got 1
# expect: TypeError type str doesn't define __round__ method
