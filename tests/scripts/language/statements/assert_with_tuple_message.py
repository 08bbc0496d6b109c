try: assert 0, ("a", 1)
except AssertionError as e: print(e.args)  # expect: (('a', 1),)
