log = []
try:
    try:
        try: raise ValueError
        finally: log.append(1)
    finally: log.append(2)
except ValueError: log.append(3)
print(log)  # expect: [1, 2, 3]
