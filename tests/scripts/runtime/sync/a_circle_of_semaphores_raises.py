# timeout: 20
import scriptling.runtime as runtime


def one(name):
    return runtime.sync.Lock(name) if name == "lock" else runtime.sync.Semaphore(name, 1)


def crossing(first, second, taken):
    with one(first):
        runtime.sync.WaitGroup(taken).done()
        runtime.sync.WaitGroup(taken).wait()
        try:
            with one(second):
                return "both"
        except runtime.DeadlockError:
            return "deadlock"


own = one("own")
own.acquire()
try:
    own.acquire(timeout=10)
except runtime.DeadlockError as error:
    print(str(error).count("semaphore 'own'"))  # expect: 1

for a, b, taken in (("s1", "s2", "w1"), ("lock", "s3", "w2")):
    runtime.sync.WaitGroup(taken).add(2)
    calls = [runtime.run(crossing, a, b, taken), runtime.run(crossing, b, a, taken)]
    print(sorted(runtime.gather(calls)))
# expect: ['both', 'deadlock']
# expect: ['both', 'deadlock']


def wants():
    with one("held"):
        return "got it"


with one("held"):
    call = runtime.run(wants)
    try:
        print(call.get())
    except runtime.DeadlockError as error:
        print(type(error).__name__)  # expect: DeadlockError
