print(round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(5), round(7, 3), round(5, -5), round(2**70, -20))
# expect: 20 20 -20 1200 5 7 0 1200000000000000000000
