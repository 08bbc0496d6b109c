# timeout: 10
import scriptling.runtime as runtime
import time


def slow():
    try:
        time.sleep(60)
    finally:
        runtime.sync.Queue("ended").put("finally")


task = runtime.supervise("slow", slow, timeout=0.05)
print([runtime.sync.Queue("ended").get(timeout=4) for _ in range(3)])
# expect: ['finally', 'finally', 'finally']
print([t["restarts"] >= 2 for t in runtime.tasks() if t["name"] == "slow"])  # expect: [True]
task.cancel()
