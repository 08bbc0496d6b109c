# timeout: 20
def told(words, e):
    try:
        words(e)
    except RecursionError as problem:
        return str(problem)
    return "no end?"


e = ValueError("x")
e.args = (e,)
print(told(str, e))  # expect: maximum recursion depth exceeded
print(told(repr, e))  # expect: maximum recursion depth exceeded
e = KeyError()
e.args = (e,)
print(told(str, e))  # expect: maximum recursion depth exceeded
e = ValueError()
for n in range(6000):
    e = ValueError(e)
print(told(str, e))  # expect: maximum recursion depth exceeded
print(told("{!r}".format, e))  # expect: maximum recursion depth exceeded
e = KeyError()
e.args = (e,)
raise e  # expect error: KeyError: <exception str() failed>
