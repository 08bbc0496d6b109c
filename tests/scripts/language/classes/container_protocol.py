class Box:
    def __init__(self):
        self.items = {}

    def __getitem__(self, key):
        return self.items[key]

    def __setitem__(self, key, value):
        self.items[key] = value

    def __delitem__(self, key):
        del self.items[key]

    def __contains__(self, key):
        return key in self.items

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)


box = Box()
print(bool(box))  # expect: False
box["a"] = 1
box["b"] = 2
box["a"] += 5
del box["b"]
print(box["a"], "b" in box, len(box), list(box), bool(box))  # expect: 6 False 1 ['a'] True
