# timeout: 20
import re
import scriptling.runtime as runtime


def endless(n):
    re.search("(a|a)*$", "a" * 60 + "b")


def quick(n):
    return re.sub("(?P<d>[0-9])", lambda m: str(int(m["d"]) + n), "1 2 3")


calls = [runtime.run(endless, n) for n in range(6)]
print([runtime.run(quick, n).get() for n in range(3)])  # expect: ['1 2 3', '2 3 4', '3 4 5']
for call in calls:
    call.cancel()
