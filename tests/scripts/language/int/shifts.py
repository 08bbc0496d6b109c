print(1 << 100, -1 >> 5, -8 >> 1, 5 >> 100, 0 << 10, (1 << 64) >> 60)
# expect: 1267650600228229401496703205376 -1 -4 0 0 16
try: 1 << -1
except ValueError as e: print(e)  # expect: negative shift count
