import scriptling.runtime as runtime


def get_counter(request):
    counter = runtime.sync.Atomic("request_counter", 0)
    return {"counter": counter.get()}
