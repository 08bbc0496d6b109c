import scriptling.runtime as runtime
import time


def nap():
    time.sleep(30)


task = runtime.background("sleeper", "nap")
time.sleep(0.05)
found = [t for t in runtime.tasks() if t["name"] == "sleeper"]
print(len(found), found[0]["state"], found[0]["handler"], found[0]["restarts"])
# expect: 1 waiting nap 0
task.cancel()
