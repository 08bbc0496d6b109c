# options: --timeout 0.3
# timeout: 10
import re

try:
    re.match(r"(a|a)*$", "a" * 60 + "b")
finally:
    print("finally")  # expect: finally
# expect exit: 124
