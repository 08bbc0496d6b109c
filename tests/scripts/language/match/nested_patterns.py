match {"user": {"name": "ann", "tags": ["x", "y"]}, "ok": True}:
    case {"user": {"name": str(name), "tags": [*_, last]}, "ok": True}: print(name, last)  # expect: ann y
