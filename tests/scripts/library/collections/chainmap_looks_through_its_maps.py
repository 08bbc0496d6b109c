from collections import ChainMap, UserDict, UserList, UserString

c = ChainMap({"a": 1}, {"a": 2, "b": 3})
c["c"] = 4
print(c["a"], c["b"], sorted(c), len(c), c.maps, c.parents, c.new_child({"z": 0}))
# expect: 1 3 ['a', 'b', 'c'] 3 [{'a': 1, 'c': 4}, {'a': 2, 'b': 3}] ChainMap({'a': 2, 'b': 3}) ChainMap({'z': 0}, {'a': 1, 'c': 4}, {'a': 2, 'b': 3})
try:
    del c["b"]
except KeyError as error:
    print(error)  # expect: "Key not found in the first mapping: 'b'"


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper(a=1)
u.update(b=2)
print(u, len(u), "A" in u, u.get("q", 5))  # expect: {'A': 1, 'B': 2} 2 True 5
print(UserList([3, 1]) + [2], sorted(UserList([3, 1])), UserString("ab").upper() + "c")
# expect: [3, 1, 2] [1, 3] ABc
