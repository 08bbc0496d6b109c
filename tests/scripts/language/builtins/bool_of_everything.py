print([bool(x) for x in (0, 0.0, "", b"", [], (), {}, set(), None, range(0), False, -1, "0", [0], float("nan"), object())])
# expect: [False, False, False, False, False, False, False, False, False, False, False, True, True, True, True, True]
