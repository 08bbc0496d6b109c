print((0.5).as_integer_ratio(), (2.0).is_integer(), (0.1).hex())
# expect: (1, 2) True 0x1.999999999999ap-4
print(float.fromhex("0x1.8p1"), float(" 1e3 "), float("1_0.5"))  # expect: 3.0 1000.0 10.5
