# timeout: 20
import re
import scriptling.runtime as runtime
import time


def match(pattern):
    return re.fullmatch(pattern, "a" * 59 + "!")


PATTERNS = ["(a|a)*", "(?:a?){60}a{60}", "(a+)+", "(?:(?:a|aa)+)+", "(a*)*[bc]", ".*" * 11 + "[bx]",
            "(?:(?=(a+)+$)a)+", "a?" * 40, "(?:a|a)" * 40, "(?:a|b|ab|(a)(?(1)a|b))*", "((a{1,3}){1,9}){1,9}",
            r"(?:\w|\w)+?", "(?:ä|a|a)*"]
for pattern in PATTERNS:
    call = runtime.run(match, pattern)
    time.sleep(0.02)
    began = time.monotonic()
    call.cancel()
    try:
        print(pattern, call.get())
    except BaseException as error:
        print(type(error).__name__, time.monotonic() - began < 1)
# expect: Cancelled True
# expect: Cancelled True
# expect: Cancelled True
# expect: Cancelled True
# expect: Cancelled True
# expect: Cancelled True
# expect: Cancelled True
# expect: Cancelled True
# expect: Cancelled True
# expect: Cancelled True
# expect: Cancelled True
# expect: Cancelled True
# expect: Cancelled True
