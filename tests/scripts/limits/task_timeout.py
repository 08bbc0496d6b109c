# options: --timeout 0.3 --threads 2
# timeout: 10
import scriptling.runtime as runtime
import time


def slow():
    try:
        time.sleep(60)
    finally:
        print("finally of the task")


try:
    runtime.background("slow", slow).get()
finally:
    time.sleep(0.1)
    print("main ends")
# expect: finally of the task
# expect: main ends
# expect exit: 124
