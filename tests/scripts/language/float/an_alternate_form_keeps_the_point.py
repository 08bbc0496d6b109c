print(f"{1e-7:#}", f"{1e16:#}", f"{1.5:#}", f"{-1e300:#}", f"{1e16:= #012,}")
# expect: 1.e-07 1.e+16 1.5 -1.e+300  00,001.e+16
print((-1).to_bytes(0, "big", signed=True))  # expect: b''
