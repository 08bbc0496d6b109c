# Of two who want each other's lock one gives up, each time anew.
import scriptling.runtime as runtime

TURNS = 50


def side(first, second):
    mine, other = runtime.sync.Queue("has " + first), runtime.sync.Queue("has " + second)
    for turn in range(TURNS):
        with runtime.sync.Lock(first):
            mine.put(turn)
            other.get()
            try:
                with runtime.sync.Lock(second):
                    pass
            except runtime.DeadlockError:
                runtime.sync.Atomic("gave up").add(1)
    return "done"


print(runtime.gather(runtime.run(side, "a", "b"), runtime.run(side, "b", "a")))
print(runtime.sync.Atomic("gave up").get() == TURNS)
# expect: ['done', 'done']
# expect: True
