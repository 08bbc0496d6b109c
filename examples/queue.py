# A queue between a producer and two consumers; closing it lets everybody go home.
import scriptling.runtime as runtime


def consume(total):
    jobs = runtime.sync.Queue("jobs")
    while True:
        try:
            number = jobs.get()
        except runtime.sync.QueueClosed:
            return total
        total += number * number


jobs = runtime.sync.Queue("jobs", maxsize=4)
consumers = [runtime.run(consume, 0) for _ in range(2)]
for number in range(1, 11):
    jobs.put(number)  # Waits while four jobs lie ready.
jobs.close()
print(sum(consumer.get() for consumer in consumers))  # expect: 385
