class Room:
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, trace):
        print("exit", kind.__name__ if kind else None, value)
        return kind is ValueError


with Room() as room:
    print("inside")
with Room():
    raise ValueError("swallowed")
with Room(), Room() as second:
    pass
with Room():
    raise KeyError("passes")  # expect error: KeyError: 'passes'
# expect: enter
# expect: inside
# expect: exit None None
# expect: enter
# expect: exit ValueError swallowed
# expect: enter
# expect: enter
# expect: exit None None
# expect: exit None None
# expect: enter
# expect: exit KeyError 'passes'
