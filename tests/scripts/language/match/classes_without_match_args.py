class P: pass
try:
    match P():
        case P(1): pass
except TypeError as e: print(e)  # expect: P() accepts 0 positional sub-patterns (1 given)
