def f(n):
    print("f", n)
# expect: f 1
# expect: f 2
# expect: f 3
    return n
print(f"{f(1)} {f(2):{f(3)}}")  # expect: 1   2
