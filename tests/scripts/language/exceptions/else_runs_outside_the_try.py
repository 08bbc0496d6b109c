try:
    try: pass
    except ValueError: print("inner")
    else: raise ValueError("from else")
except ValueError as e: print("outer", e)  # expect: outer from else
