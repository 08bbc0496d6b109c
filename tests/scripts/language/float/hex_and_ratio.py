print((1.5).hex(), float.fromhex("0x1.8p+1"), (0.1).hex(), (0.75).as_integer_ratio(), (2.0).is_integer(), (-0.0).hex())
# expect: 0x1.8000000000000p+0 3.0 0x1.999999999999ap-4 (3, 4) True -0x0.0p+0
try: float("inf").as_integer_ratio()
except OverflowError as e: print(e)  # expect: cannot convert Infinity to integer ratio
