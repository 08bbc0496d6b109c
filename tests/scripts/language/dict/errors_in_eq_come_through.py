class K:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError("eq")
d = {K(): 1}
try: d[K()]
except ValueError as e: print(e)  # expect: eq
