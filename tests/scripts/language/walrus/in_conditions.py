if (n := len("abc")) > 2: print(n)  # expect: 3
while (n := n - 1) > 0: print(n)
# expect: 2
# expect: 1
