# Lists of lists, indexed and written: matrix products.
def matrix(size, seed):
    rows = []
    for i in range(size):
        row = []
        for j in range(size):
            row.append((i * seed + j) % 10)
        rows.append(row)
    return rows


def multiply(a, b):
    size = len(a)
    result = [[0] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            total = 0
            for k in range(size):
                total += a[i][k] * b[k][j]
            result[i][j] = total
    return result


a = matrix(160, 3)
b = matrix(160, 7)
c = multiply(a, b)
c = multiply(c, a)
print(sum(sum(row) for row in c), c[17][42])
