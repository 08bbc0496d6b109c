import collections, datetime, re

class Mine: pass
for value in re.match("a", "a"), datetime.timedelta(1), collections.deque(), Mine(), 1.5:
    try: value + {}
    except TypeError as e: print(e)
# expect: unsupported operand type(s) for +: 're.Match' and 'dict'
# expect: unsupported operand type(s) for +: 'datetime.timedelta' and 'dict'
# expect: can only concatenate deque (not "dict") to deque
# expect: unsupported operand type(s) for +: 'Mine' and 'dict'
# expect: unsupported operand type(s) for +: 'float' and 'dict'
try: datetime.date(2020, 1, 1) < 1
except TypeError as e: print(e)
# expect: '<' not supported between instances of 'datetime.date' and 'int'
try: len(re.compile("a"))
except TypeError as e: print(e)  # expect: object of type 're.Pattern' has no len()
re.match("a", "a").nope  # expect error: AttributeError: 're.Match' object has no attribute 'nope'
