# A queue between a producer and two consumers; closing it lets everybody go home.
import scriptling.runtime as runtime


def consume():
    return [number * number for number in runtime.sync.Queue("jobs")]


jobs = runtime.sync.Queue("jobs", maxsize=4)
consumers = [runtime.run(consume) for _ in range(2)]
for number in range(1, 11):
    jobs.put(number)  # Waits while four jobs lie ready.
jobs.close()
print(sum(sum(consumer.get()) for consumer in consumers))  # expect: 385
