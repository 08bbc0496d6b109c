log = []
for i in range(3):
    try:
        if i == 1: continue
        if i == 2: break
    finally: log.append(i)
print(log)  # expect: [0, 1, 2]
