def say(x):
    print(x, end=" ")
    return x


for function in (
    lambda: {[]: say(1), say(2): say(3)},
    lambda: {**{}, [say(4)]: say(5), say(6): say(7)},
    lambda: {**{say(8): 1}, [say(9)]: say(10), **{say(11): 1}},
):
    try:
        function()
    except TypeError as error:
        print(error)
# expect: 1 2 3 unhashable type: 'list'
# expect: 4 5 6 7 unhashable type: 'list'
# expect: 8 9 10 unhashable type: 'list'
print({1: "a", **{2: "b", 1: "c"}, 3: "d", 2: "e", **{4: "f"}, 5: "g"})
# expect: {1: 'c', 2: 'e', 3: 'd', 4: 'f', 5: 'g'}
