count = 0


def add():
    global count, made
    count += 1
    made = "here"


add()
add()
print(count, made)  # expect: 2 here
