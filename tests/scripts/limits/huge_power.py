# options: --timeout 20 --env-memory 64M
try:
    9 ** 9 ** 9
except (MemoryError, OverflowError):
    print("refused")  # expect: refused
