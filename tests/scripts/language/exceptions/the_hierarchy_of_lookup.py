for e in (IndexError, KeyError, ZeroDivisionError, OverflowError, UnicodeError, ModuleNotFoundError, RecursionError, NotImplementedError, FileNotFoundError, TabError, UnboundLocalError):
    print(e.__name__, [c.__name__ for c in e.__mro__[1:-2]])
# expect: IndexError ['LookupError', 'Exception']
# expect: KeyError ['LookupError', 'Exception']
# expect: ZeroDivisionError ['ArithmeticError', 'Exception']
# expect: OverflowError ['ArithmeticError', 'Exception']
# expect: UnicodeError ['ValueError', 'Exception']
# expect: ModuleNotFoundError ['ImportError', 'Exception']
# expect: RecursionError ['RuntimeError', 'Exception']
# expect: NotImplementedError ['RuntimeError', 'Exception']
# expect: FileNotFoundError ['OSError', 'Exception']
# expect: TabError ['IndentationError', 'SyntaxError', 'Exception']
# expect: UnboundLocalError ['NameError', 'Exception']
