def g():
    print("started")
    yield 1
it = g()
print("made")
print(next(it))
# expect: made
# expect: started
# expect: 1
