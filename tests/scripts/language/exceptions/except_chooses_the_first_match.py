def f(error):
    try:
        raise error
    except (KeyError, IndexError) as e:
        return "lookup", type(e).__name__
    except ValueError:
        return "value"
    except Exception:
        return "other"


print(f(KeyError(1)), f(IndexError()), f(ValueError()), f(OSError()), f(UnicodeError()))
# expect: ('lookup', 'KeyError') ('lookup', 'IndexError') value other value
