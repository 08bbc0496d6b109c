# options: --env-memory 64M
for make in (lambda: "x" * 10 ** 12, lambda: [0] * 10 ** 12, lambda: b"x" * 10 ** 12):
    try:
        make()
    except MemoryError:
        print("refused")
# expect: refused
# expect: refused
# expect: refused
