if (n := len("abc")) > 2:
    print(n)  # expect: 3
print([y := 1, y + 1], y)  # expect: [1, 2] 1
print([last := x for x in range(3)], last)  # expect: [0, 1, 2] 2
while (n := n - 1):
    print("n", n)
# expect: n 2
# expect: n 1
