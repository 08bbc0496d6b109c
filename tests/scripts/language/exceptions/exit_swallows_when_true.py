class Swallow:
    def __enter__(self): return self
    def __exit__(self, kind, value, tb): return kind is KeyError
with Swallow(): raise KeyError
try:
    with Swallow(): raise ValueError("passes")
except ValueError as e: print(e)  # expect: passes
