def count(n):
    print("start")
    while n:
        yield n
        n -= 1
    print("end")


g = count(2)
print("made")
print(next(g))
print(next(g))
print(next(g, "done"))
# expect: made
# expect: start
# expect: 2
# expect: 1
# expect: end
# expect: done
