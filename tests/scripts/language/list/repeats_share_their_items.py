rows = [[0]] * 2
rows[0].append(1)
print(rows)  # expect: [[0, 1], [0, 1]]
