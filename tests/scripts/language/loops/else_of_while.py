n = 3
while n:
    n -= 1
    if n == 5: break
else: print("no break", n)  # expect: no break 0
while True: break
else: print("never")
