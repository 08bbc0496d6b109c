class P: __match_args__ = ("x",)
P.x = 1
try:
    match P():
        case P(1, 2): pass
except TypeError as e: print(e)  # expect: P() accepts 1 positional sub-pattern (2 given)
