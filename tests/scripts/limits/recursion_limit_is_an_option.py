# options: --recursion-limit 100
def depth(n):
    return n if n == 0 else depth(n - 1)


print(depth(80))  # expect: 0
try:
    depth(200)
except RecursionError:
    print("too deep")  # expect: too deep
