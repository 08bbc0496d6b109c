class E(Exception):
    def __str__(self): return "own"
try: raise E("args")
except E as e: print(e, repr(e), e.args)  # expect: own E('args') ('args',)
