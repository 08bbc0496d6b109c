import scriptling.runtime as runtime


def say(n):
    for _ in range(4):
        print("line", "x" * 20)


calls = [runtime.run(say, n) for n in range(3)]
for call in calls:
    call.wait()
# expect: line xxxxxxxxxxxxxxxxxxxx
# expect: line xxxxxxxxxxxxxxxxxxxx
# expect: line xxxxxxxxxxxxxxxxxxxx
# expect: line xxxxxxxxxxxxxxxxxxxx
# expect: line xxxxxxxxxxxxxxxxxxxx
# expect: line xxxxxxxxxxxxxxxxxxxx
# expect: line xxxxxxxxxxxxxxxxxxxx
# expect: line xxxxxxxxxxxxxxxxxxxx
# expect: line xxxxxxxxxxxxxxxxxxxx
# expect: line xxxxxxxxxxxxxxxxxxxx
# expect: line xxxxxxxxxxxxxxxxxxxx
# expect: line xxxxxxxxxxxxxxxxxxxx
