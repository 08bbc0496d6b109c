# python differs: these names are not there
a = [1, [2]]
b = copy(a)
append(b, 3)
print(a, b, b[1] is a[1])  # expect: [1, [2]] [1, [2], 3] True
d = {"x": 1}
print(list(keys(d)), list(values(d)), list(items(d)))  # expect: ['x'] [1] [('x', 1)]
print(yield_now())  # expect: None
