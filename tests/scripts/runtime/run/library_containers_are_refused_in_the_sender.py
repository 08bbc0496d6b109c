from collections import Counter, OrderedDict, defaultdict, deque

import scriptling.runtime as runtime

for value in (deque([1]), defaultdict(list), Counter("a"), OrderedDict(a=1)):
    try:
        runtime.run(len, [value])
    except TypeError as error:
        print(error)
# expect: cannot send args[0][0] to another environment: deque
# expect: cannot send args[0][0] to another environment: defaultdict
# expect: cannot send args[0][0] to another environment: Counter
# expect: cannot send args[0][0] to another environment: OrderedDict
print(runtime.run(len, list(deque([1, 2]))).get())  # expect: 2
