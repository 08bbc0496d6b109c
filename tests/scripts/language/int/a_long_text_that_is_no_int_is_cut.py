try:
    int("x" * 400)
except ValueError as e:
    print(len(str(e)), str(e)[-3:])  # expect: 240 xxx
