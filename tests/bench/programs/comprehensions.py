# Comprehensions: list, dict, set, nested and with conditions; sum, any, zip, enumerate.
total = 0
for round_number in range(400):
    squares = [n * n for n in range(5000)]
    even = [n for n in squares if n % 2 == 0]
    index = {n: i for i, n in enumerate(even)}
    last = {n % 10 for n in squares}
    table = [[i * j for j in range(30)] for i in range(30)]
    flat = [cell for row in table for cell in row if cell % 7]
    total += len(index) + sum(last) + sum(flat) + round_number
    total += sum(a * b for a, b in zip(squares, even))
    total += any(n > 24990000 for n in squares)
print(total)
