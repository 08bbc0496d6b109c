for cls in (KeyError, ZeroDivisionError, FileNotFoundError, UnicodeDecodeError, RecursionError,
            StopIteration, KeyboardInterrupt, SystemExit, TimeoutError, ModuleNotFoundError):
    print(cls.__name__, [base.__name__ for base in cls.__mro__[1:-1]])
# expect: KeyError ['LookupError', 'Exception', 'BaseException']
# expect: ZeroDivisionError ['ArithmeticError', 'Exception', 'BaseException']
# expect: FileNotFoundError ['OSError', 'Exception', 'BaseException']
# expect: UnicodeDecodeError ['UnicodeError', 'ValueError', 'Exception', 'BaseException']
# expect: RecursionError ['RuntimeError', 'Exception', 'BaseException']
# expect: StopIteration ['Exception', 'BaseException']
# expect: KeyboardInterrupt ['BaseException']
# expect: SystemExit ['BaseException']
# expect: TimeoutError ['OSError', 'Exception', 'BaseException']
# expect: ModuleNotFoundError ['ImportError', 'Exception', 'BaseException']
