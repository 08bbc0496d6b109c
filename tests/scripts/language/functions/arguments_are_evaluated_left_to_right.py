def say(x):
    print(x)
# expect: 1
# expect: 2
# expect: 4
# expect: 3
# expect: a
# expect: b
# expect: a
    return x


def f(*args, **kwargs):
    return None


f(say(1), say(2), k=say(3), *[say(4)])
say([say("a"), say("b")][0])
