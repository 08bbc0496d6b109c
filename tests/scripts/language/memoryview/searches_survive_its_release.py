class Release:
    def __init__(self, view):
        self.view = view

    def __index__(self):
        data = self.view.obj
        self.view.release()
        data.clear()
        return 1


for search in (lambda v, n: b"x__ab".find(v, n), lambda v, n: b"x__ab".count(v, n),
               lambda v, n: b"ab".replace(v, b"_", n)):
    view = memoryview(bytearray(b"ab"))
    try:
        search(view, Release(view))
    except (ValueError, BufferError):
        pass
print("done")  # expect: done
