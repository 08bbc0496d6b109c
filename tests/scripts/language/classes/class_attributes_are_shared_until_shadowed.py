class A:
    items = []
    count = 0
a, b = A(), A()
a.items.append(1)
a.count += 1
print(b.items, b.count, A.count, a.count, "count" in vars(a), "items" in vars(a))
# expect: [1] 0 0 1 True False
