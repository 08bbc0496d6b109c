print((5).__add__(3), (5).__radd__(3), (5).__add__("x"), (7).__floordiv__(2), (5).__eq__(5.0), (5).__lt__(6), (5).__bool__(), (5).__index__())
# expect: 8 8 NotImplemented 3 NotImplemented True True 5
