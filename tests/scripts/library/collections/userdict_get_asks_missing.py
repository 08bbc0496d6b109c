from collections import UserDict


class Tags(UserDict):
    def __missing__(self, key):
        self[key] = [key]
        return self[key]


tags = Tags({"old": 1})
print(tags.get("old"), tags.get("new"), tags)   # expect: 1 ['new'] {'old': 1, 'new': ['new']}
print(UserDict().get("none", 5))                # expect: 5
