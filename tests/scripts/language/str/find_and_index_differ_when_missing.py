print("hello".find("l"), "hello".rfind("l"), "hello".find("z"), "hello".find("l", 3, 3), "hello".count("l"))
# expect: 2 3 -1 -1 2
try: "hello".index("z")
except ValueError as e: print(e)  # expect: substring not found
