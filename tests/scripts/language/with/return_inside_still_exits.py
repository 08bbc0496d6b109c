class Room:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        print("exit")  # expect: exit


def f():
    with Room():
        return "value"


print(f())  # expect: value
