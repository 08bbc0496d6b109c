import scriptling.runtime as runtime
import time


def loop_first():
    try:
        while True:
            pass
    finally:
        runtime.sync.Queue("log").put("loop")


def try_inside():
    while True:
        try:
            pass
        finally:
            x = 1


def native_last():
    try:
        while True:
            len("")
    except BaseException as error:
        runtime.sync.Queue("log").put(type(error).__name__)
        raise


def nested(n):
    try:
        while True:
            sorted([2, 1], key=lambda x: -x)
    finally:
        runtime.sync.Queue("log").put("nested")


calls = [runtime.run(loop_first), runtime.run(native_last), runtime.run(nested, 1),
         runtime.run(try_inside)]
time.sleep(0.1)
for call in calls:
    call.cancel()
for call in calls:
    try:
        call.get(timeout=3)
    except BaseException as error:
        print(type(error).__name__)
# expect: Cancelled
# expect: Cancelled
# expect: Cancelled
# expect: Cancelled
q = runtime.sync.Queue("log")
print(sorted(q.get(timeout=1) for _ in range(3)))  # expect: ['Cancelled', 'loop', 'nested']
