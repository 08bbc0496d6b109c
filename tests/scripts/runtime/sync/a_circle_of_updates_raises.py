import scriptling.runtime as runtime

sync = runtime.sync


def cross(mine, other):
    def inside(value):
        sync.WaitGroup("inside").done()
        sync.WaitGroup("inside").wait()
        sync.Shared(other).update(lambda n: n + 1)
        return value + 1

    return sync.Shared(mine, 0).update(inside)


sync.WaitGroup("inside").add(2)
calls = [runtime.background("ab", cross, "a", "b"), runtime.background("ba", cross, "b", "a")]
outcomes = []
for call in calls:
    try:
        outcomes.append(call.get(timeout=3))
    except RuntimeError as error:
        text = str(error)
        print(type(error).__name__, "ab" in text, "ba" in text, "shared 'a'" in text)
# expect: DeadlockError True True True
print(len(outcomes))  # expect: 1
