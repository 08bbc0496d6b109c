a = [1, 2]
for item in a:
    if len(a) < 5:
        a.append(item * 10)
print(a)  # expect: [1, 2, 10, 20, 100]
