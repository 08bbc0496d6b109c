def f():
    print("asked")  # expect: asked
    return a
a = [1, 2]
f()[0] += 5
print(a)  # expect: [6, 2]
