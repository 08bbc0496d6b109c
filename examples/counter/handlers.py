import os

import scriptling.runtime as runtime

# Read once, when this module is imported; every request starts from here.
with open(os.path.join(os.path.dirname(__file__), "index.html")) as file:
    PAGE = file.read()


def index(request):
    return runtime.http.html(200, PAGE)


def get_counter(request):
    counter = runtime.sync.Atomic("request_counter", 0)
    return {"counter": counter.get()}
