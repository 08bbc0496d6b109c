print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2))
# expect: 2 4 -2 2.67 1200
print(round(1e20), round(0.5), round(1.15, 1), type(round(1.0)))
# expect: 100000000000000000000 0 1.1 <class 'int'>
