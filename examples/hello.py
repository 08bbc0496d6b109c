# The smallest script, and what a host gets from it.
names = ["world", "actors"]
for name in names:
    print(f"hello, {name}")
# expect: hello, world
# expect: hello, actors
