try: unknown
except NameError as e: print(e.name)  # expect: unknown
try: (5).unknown
except AttributeError as e: print(e.name, e.obj)  # expect: unknown 5
