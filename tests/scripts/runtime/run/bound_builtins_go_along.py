import scriptling.runtime as runtime

upper = "text".upper
seen = [3]
add = seen.append


def both(last=seen.copy):
    add(4)
    return upper(), seen, last()


print(runtime.run(both).get())  # expect: ('TEXT', [3, 4], [3, 4])
