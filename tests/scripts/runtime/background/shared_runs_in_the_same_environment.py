import scriptling.runtime as runtime
import time

log = []


def note(text):
    time.sleep(0.01)
    log.append(text)
    return len(log)


task = runtime.background("note", "note", "hello", shared=True)
print(log)  # expect: []
print(task.get(), log)  # expect: 1 ['hello']
