print(0xff, 0o17, 0b101, 1_000_000)  # expect: 255 15 5 1000000
print(0XFF == 0xff, 0_0)  # expect: True 0
