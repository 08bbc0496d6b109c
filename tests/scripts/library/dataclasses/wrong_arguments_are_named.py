# As for any function: first the names that do not fit, then the number.
from dataclasses import dataclass, field


@dataclass
class Order:
    article: str
    count: int = 1
    note: str = field(default="", kw_only=True)


for args, keywords in (((), {}), (("pen", 2, 3), {}), (("pen", 2, 3), {"note": "x"}),
                       (("pen", 2, 3), {"color": "red"}), (("pen", 2, 3), {"count": 4}),
                       (("pen",), {"article": "ink"})):
    try:
        Order(*args, **keywords)
    except TypeError as e:
        print(e)
# expect: Order.__init__() missing 1 required positional argument: 'article'
# expect: Order.__init__() takes from 2 to 3 positional arguments but 4 were given
# expect: Order.__init__() takes from 2 to 3 positional arguments but 4 positional arguments (and 1 keyword-only argument) were given
# expect: Order.__init__() got an unexpected keyword argument 'color'
# expect: Order.__init__() got multiple values for argument 'count'
# expect: Order.__init__() got multiple values for argument 'article'
