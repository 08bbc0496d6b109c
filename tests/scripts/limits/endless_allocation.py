# options: --env-memory 32M
# timeout: 20
items = []
try:
    while True:
        items.append("x" * 1000)
except MemoryError:
    items = None
    print("caught")  # expect: caught
print(len("y" * 1000000))  # expect: 1000000
