try: import no_such_module
except ModuleNotFoundError as e: print(e, e.name, isinstance(e, ImportError))
# expect: No module named 'no_such_module' no_such_module True
