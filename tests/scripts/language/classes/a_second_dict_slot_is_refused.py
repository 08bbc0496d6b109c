class Plain:
    pass
try:
    class Again(Plain):
        __slots__ = ["own", "__dict__"]
except TypeError as e:
    print(e)
# expect: __dict__ slot disallowed: we already got one
