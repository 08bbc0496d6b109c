import scriptling.runtime as runtime
import time


def waits_for_the_cancelled():
    runtime.sync.Atomic("starts").add(1)
    call = runtime.run(time.sleep, 10)
    call.cancel()
    call.get()


task = runtime.supervise("restarted", waits_for_the_cancelled, restart="always")
plain = runtime.background("plain", waits_for_the_cancelled)
shared = runtime.background("shared", waits_for_the_cancelled, shared=True)
for promise in (plain, shared):
    try:
        promise.get()
    except runtime.Cancelled as error:
        print(error)
# expect: cancelled
# expect: cancelled
deadline = time.monotonic() + 4
while time.monotonic() < deadline:
    time.sleep(0.01)
    states = {t["name"]: t["state"] for t in runtime.tasks()}
    if runtime.sync.Atomic("starts").get() >= 5 and states["restarted"] in ("running", "waiting"):
        break
print(states["plain"], states["shared"], states["restarted"] in ("running", "waiting"))
# expect: failed failed True
print(runtime.sync.Atomic("starts").get() >= 5)  # expect: True
task.cancel()
