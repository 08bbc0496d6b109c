import scriptling.runtime as runtime


def wait(how):
    promise = runtime.sync.Queue("promise").get()
    try:
        {"get": promise.get, "wait": promise.wait,
         "gather": lambda: runtime.gather(promise),
         "race": lambda: runtime.race(promise)}[how]()
    except RuntimeError as error:
        return str(error)


for how in ("get", "wait", "gather", "race"):
    promise = runtime.run(wait, how)
    runtime.sync.Queue("promise").put(promise)
    print(promise.get())
# expect: a call cannot wait for itself
# expect: a call cannot wait for itself
# expect: a call cannot wait for itself
# expect: a call cannot wait for itself
