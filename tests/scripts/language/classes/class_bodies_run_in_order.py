class A:
    x = 1
    y = x + 1
    for i in range(3): y += i
    del i
    if y > 3: z = "big"
print(A.y, A.z, hasattr(A, "i"))  # expect: 5 big False
