import scriptling.runtime as runtime

lock = runtime.sync.Lock("door")
lock.acquire()
try:
    lock.acquire()
except RuntimeError:
    print("refused")  # expect: refused
lock.release()
with lock:
    print("again")  # expect: again
