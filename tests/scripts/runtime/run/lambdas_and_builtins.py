import scriptling.runtime as runtime

print(runtime.run(lambda n: n * n, 12).get())  # expect: 144
print(runtime.run(sorted, [3, 1, 2], reverse=True).get())  # expect: [3, 2, 1]
