print(NotImplemented is NotImplemented, repr(NotImplemented), (5).__lt__("a"))
# expect: True NotImplemented NotImplemented
