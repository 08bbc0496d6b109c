import re

re.compile("(" * 5000 + ")" * 5000)  # expect error: RecursionError: maximum recursion depth exceeded
