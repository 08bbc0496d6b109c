def told(f):
    try:
        f()
    except TypeError as e:
        print(e)


told(lambda: "a".startswith())  # expect: startswith() takes at least 1 argument (0 given)
told(lambda: "a".find(1, 2, 3, 4))  # expect: find() takes at most 3 arguments (4 given)
told(lambda: b"a".count())  # expect: count() takes at least 1 argument (0 given)
told(lambda: bytearray().endswith())  # expect: endswith() takes at least 1 argument (0 given)
told(lambda: [].index())  # expect: index expected at least 1 argument, got 0
told(lambda: "a".replace("a"))  # expect: replace expected at least 2 arguments, got 1
