def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


tell(lambda: "%%" % ())
# expect: %
tell(lambda: "%5%" % ())
# expect: TypeError not enough arguments for format string
tell(lambda: "%-%" % 1)
# expect: ValueError unsupported format character '%' (0x25) at index 2
tell(lambda: "%(a)%" % {"a": 1})
# expect: ValueError unsupported format character '%' (0x25) at index 4
