import scriptling.runtime as runtime
import sys


def leave(status):
    runtime.sync.Atomic("starts").add(1)
    sys.exit(status)


well = runtime.supervise("well", leave, args=(0,), restart="on-failure")
print(well.get(timeout=2), runtime.sync.Atomic("starts").get())  # expect: None 1
print(runtime.background("thread", leave, 0, shared=True).get(timeout=2))  # expect: None
badly = runtime.background("badly", leave, 3)
try:
    badly.get()
except SystemExit as error:
    print(error.code)  # expect: 3
print({t["name"]: (t["state"], t["error"]) for t in runtime.tasks()})
# expect: {'badly': ('failed', 'SystemExit: 3'), 'thread': ('done', None), 'well': ('done', None)}
