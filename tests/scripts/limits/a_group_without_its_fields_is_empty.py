def refused(make, *args):
    try:
        make(*args)
    except TypeError as e:
        return str(e)


print(refused(BaseException.__new__, ExceptionGroup))
# expect: BaseException.__new__(ExceptionGroup) is not safe, use ExceptionGroup.__new__()
print(refused(BaseException.__new__, OSError))
# expect: BaseException.__new__(OSError) is not safe, use OSError.__new__()

g = ExceptionGroup("g", [ValueError(1), TypeError(2)])
for fields in ({}, {"message": 1, "exceptions": 2}, {"exceptions": (1, 2)}):
    vars(g).clear()
    vars(g).update(fields)
    print(str(g), g.exceptions, repr(g.message), g.split(ValueError), g.subgroup(ValueError))
    # expect:  (0 sub-exceptions) () '' (None, None) None
    # expect:  (0 sub-exceptions) () '' (None, None) None
    # expect:  (0 sub-exceptions) () '' (None, None) None


def caught(e):
    try:
        raise e
    except* ValueError:
        print("never")


caught(g)
raise g
# expect exit: 1
