# Or a program whose calls begin others while they end would never end.
import time
import scriptling.runtime as runtime


def relay(number):
    try:
        time.sleep(100)
    finally:
        for begin in (lambda: runtime.run(relay, number + 1),
                      lambda: runtime.background("next", relay, number + 1)):
            try:
                begin()
            except Cancelled as e:
                print(number, e)


runtime.run(relay, 1)
time.sleep(0.1)
print("over")
# expect: over
# expect: 1 the program is shutting down
# expect: 1 the program is shutting down
