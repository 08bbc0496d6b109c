print(all([]), any([]), all([1, "a"]), any([0, ""]), all(x for x in (1, 0)), any(iter([0, 3])))
# expect: True False True False False True
