# timeout: 15
import scriptling.runtime as runtime
import time


def failing():
    runtime.sync.Queue("starts").put(time.monotonic())
    raise ValueError("again")


task = runtime.supervise("failing", failing)
starts = [runtime.sync.Queue("starts").get(timeout=5) for _ in range(4)]
pauses = [later - earlier for earlier, later in zip(starts, starts[1:])]
print([pause >= least for pause, least in zip(pauses, (0.1, 0.2, 0.4))])
# expect: [True, True, True]
task.cancel()
