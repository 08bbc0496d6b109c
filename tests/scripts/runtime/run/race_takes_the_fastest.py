import scriptling.runtime as runtime
import time


def after(seconds, value):
    time.sleep(seconds)
    return value


print(runtime.race(runtime.run(after, 5, "slow"), runtime.run(after, 0.01, "fast")))
# expect: fast
