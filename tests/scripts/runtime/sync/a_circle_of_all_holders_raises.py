# timeout: 20
import scriptling.runtime as runtime
import time


def two():
    return runtime.sync.Semaphore("two", 2)


# Each has one of the two permits and wants another: one must give up.
def greedy():
    with two():
        runtime.sync.WaitGroup("all in").done()
        runtime.sync.WaitGroup("all in").wait()
        try:
            with two():
                return "both"
        except runtime.DeadlockError:
            return "deadlock"


runtime.sync.WaitGroup("all in").add(2)
print(sorted(runtime.gather(runtime.run(greedy), runtime.run(greedy))))
# expect: ['both', 'deadlock']


# One of the holders is only asleep: that is no circle.
def sleeper():
    with two():
        runtime.sync.WaitGroup("in").done()
        time.sleep(0.3)


def patient():
    with two():
        runtime.sync.WaitGroup("in").done()
        runtime.sync.WaitGroup("in").wait()
        with two():
            return "both"


runtime.sync.WaitGroup("in").add(2)
calls = [runtime.run(sleeper), runtime.run(patient)]
print(calls[1].get())  # expect: both
calls[0].get()


# A ring through a semaphore that two hold and a call that the third waits for.
def holder(other):
    with two():
        runtime.sync.WaitGroup("ring").done()
        runtime.sync.WaitGroup("ring").wait()
        try:
            return runtime.sync.Queue(other).get().get()
        except runtime.DeadlockError:
            return "deadlock"


def wanter():
    runtime.sync.WaitGroup("ring").wait()
    try:
        with two():
            return "served"
    except runtime.DeadlockError:
        return "deadlock"


runtime.sync.WaitGroup("ring").add(2)
holders = [runtime.run(holder, "for a"), runtime.run(holder, "for b")]
third = runtime.run(wanter)
for name in ("for a", "for b"):
    runtime.sync.Queue(name).put(third)
answers = [call.get() for call in holders] + [third.get()]
print("deadlock" in answers)  # expect: True
