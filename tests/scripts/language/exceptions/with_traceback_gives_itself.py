e = ValueError()
print(e.with_traceback(None) is e, e.__traceback__)  # expect: True None
