print(10 ** 30 / 10 ** 29)  # expect: 10.0
print((2 ** 200) / (2 ** 199))  # expect: 2.0
try:
    (10 ** 400) / 3
except OverflowError as error:
    print(error)  # expect: integer division result too large for a float
