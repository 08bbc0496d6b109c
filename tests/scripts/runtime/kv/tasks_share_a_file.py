import scriptling.runtime as runtime


def work(kv, who):
    for n in range(50):
        kv.incr("n")
        kv.set(f"last {who}", n)


kv = runtime.kv.open("things.db")
calls = [runtime.run(work, kv, who) for who in range(10)]
for call in calls:
    call.wait()
print(kv.get("n"), set(value for key, value in kv.items("last *")))  # expect: 500 {49}
# restart
import scriptling.runtime as runtime

kv = runtime.kv.open("things.db")
print(kv.get("n"), len(kv.keys("last ?")))  # expect: 500 10
