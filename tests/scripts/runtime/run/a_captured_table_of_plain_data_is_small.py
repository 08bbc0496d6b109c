# large: a million ints
# A million ints are sixteen bytes each, whatever stands beside them.
import scriptling.runtime as runtime

numbers = list(range(1_000_000))
rows = [{"id": n, "name": f"row {n}", "tags": [n, str(n)]} for n in range(20_000)]
inner = rows[7]["tags"]
mixed = [numbers, rows, inner, len]


def work():
    return [sum(numbers), len(rows), rows[7]["tags"] is inner, mixed[0] is numbers,
            mixed[2] is inner, mixed[3]([1, 2])]


print(runtime.run(work).get())  # expect: [499999500000, 20000, True, True, True, 2]
