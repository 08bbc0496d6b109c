import scriptling.runtime as runtime


def make(n):
    box = [n]

    def read():
        box.append(0)
        return box

    return box, read


box, read = make(1)
call = runtime.run(read)
box.append(9)
print(call.get(), box)  # expect: [1, 0] [1, 9]
