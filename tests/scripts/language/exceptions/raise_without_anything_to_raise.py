try: raise
except RuntimeError as e: print(e)  # expect: No active exception to reraise
