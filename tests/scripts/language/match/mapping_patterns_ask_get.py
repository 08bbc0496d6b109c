import collections


class Headers(dict):
    def get(self, key, default=None):
        return super().get(key.lower(), default)


match Headers({"content-type": "text/plain"}):
    case {"Content-Type": kind}:
        print("kind", kind)  # expect: kind text/plain
lists = collections.defaultdict(list)
match lists:
    case {"missing": _}:
        print("made")
    case _:
        print("not made", dict(lists))  # expect: not made {}


class Broken(dict):
    def get(self, key, default=None):
        raise RuntimeError("get")


try:
    match Broken(a=1):
        case {"a": 1}:
            print("found")
except RuntimeError as e:
    print(e)  # expect: get
