def f(): return 1, *[2, 3]
a, *b = f()
print(f(), a, b)  # expect: (1, 2, 3) 1 [2, 3]
