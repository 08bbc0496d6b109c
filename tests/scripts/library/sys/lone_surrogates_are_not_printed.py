import io, sys

def failing(call):
    try: call()
    except UnicodeEncodeError as e: print(e.start, e.end, e.reason)
    else: print("written")

failing(lambda: print("a\ud800b"))  # expect: 1 2 surrogates not allowed
print()  # expect:
failing(lambda: print("one", "\ud800\ud801", "two"))
# expect: one 0 2 surrogates not allowed
failing(lambda: print("é", "b", sep="x\ud800"))  # expect: é1 2 surrogates not allowed
failing(lambda: print(end="\ud800"))  # expect: 0 1 surrogates not allowed
failing(lambda: print("a\ud800", file=sys.stdout))  # expect: 1 2 surrogates not allowed
failing(lambda: sys.stdout.write("a\ud800"))  # expect: 1 2 surrogates not allowed
failing(lambda: sys.stdout.writelines(["a\n", "\ud800"]))
# expect: a
# expect: 0 1 surrogates not allowed
failing(lambda: print("to stderr \ud800", file=sys.stderr))  # expect: written
out = io.StringIO()
print("a\ud800", file=out)
print(ascii(out.getvalue()), "퟿")  # expect: 'a\ud800\n' ퟿
raise ValueError("\ud800")  # expect error: ValueError: \ud800
