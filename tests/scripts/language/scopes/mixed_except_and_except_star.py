try: pass
except ValueError: pass
except* KeyError: pass  # expect syntax error: SyntaxError: cannot have both 'except' and 'except*' on the same 'try'
