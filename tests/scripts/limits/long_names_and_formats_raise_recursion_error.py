# timeout: 20

def tried(call, *args):
    try:
        call(*args)
    except RecursionError as problem:
        return str(problem)


print(tried(__import__, "a." * 100000 + "a"))  # expect: maximum recursion depth exceeded

a = b = None
for n in range(6000):
    a, b = {1: a}.items(), {1: b}.items()
print(tried(lambda: a == b))  # expect: maximum recursion depth exceeded

