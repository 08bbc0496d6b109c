for v in (1, True, 0, False, None, 1.0):
    match v:
        case True: print("True")
        case False: print("False")
        case None: print("None")
        case 1: print("one", v)
        case _: print("other", v)
# expect: one 1
# expect: True
# expect: other 0
# expect: False
# expect: None
# expect: one 1.0
