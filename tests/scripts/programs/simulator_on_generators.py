# An event simulator: processes are generators that yield what they wait for.


class Delay:
    def __init__(self, time):
        self.time = time


class Interrupted(Exception):
    pass


class Process:
    def __init__(self, simulation, name, body):
        self.simulation, self.name, self.body = simulation, name, body
        self.waiters, self.result, self.done = [], None, False

    def step(self, value=None, error=None):
        if self.done:
            return
        try:
            wanted = self.body.throw(error) if error else self.body.send(value)
        except StopIteration as stop:
            self.done, self.result = True, stop.value
            for waiter in self.waiters:
                self.simulation.schedule(0, waiter, stop.value)
            return
        except Interrupted as e:
            self.done = True
            self.simulation.log(f"{self.name} was interrupted: {e}")
            return
        match wanted:
            case Delay(time=time):
                self.simulation.schedule(time, self)
            case Process(done=True, result=result):
                self.simulation.schedule(0, self, result)
            case Process():
                wanted.waiters.append(self)
            case Resource():
                wanted.request(self)
            case _:
                self.step(error=TypeError(f"cannot wait for {wanted!r}"))

    def interrupt(self, why):
        self.step(error=Interrupted(why))


class Resource:
    def __init__(self, simulation, capacity):
        self.simulation, self.free, self.queue = simulation, capacity, []

    def request(self, process):
        if self.free:
            self.free -= 1
            self.simulation.schedule(0, process, "granted")
        else:
            self.queue.append(process)

    def release(self):
        if self.queue:
            self.simulation.schedule(0, self.queue.pop(0), "granted later")
        else:
            self.free += 1


class Simulation:
    def __init__(self):
        self.now, self.count, self.events, self.lines = 0, 0, [], []

    def schedule(self, delay, process, value=None):
        self.count += 1
        self.events.append((self.now + delay, self.count, process, value))
        self.events.sort(key=lambda event: event[:2])

    def start(self, name, body):
        process = Process(self, name, body)
        self.schedule(0, process)
        return process

    def log(self, text):
        self.lines.append(f"{self.now:5.1f} {text}")

    def run(self, until=float("inf")):
        while self.events and self.events[0][0] <= until:
            self.now, _, process, value = self.events.pop(0)
            process.step(value)


sim = Simulation()
desk = Resource(sim, 2)


def customer(name, arrives, takes):
    yield Delay(arrives)
    sim.log(f"{name} arrives")
    how = yield desk
    try:
        sim.log(f"{name} is served ({how})")
        yield Delay(takes)
        sim.log(f"{name} leaves")
    finally:
        desk.release()
    return takes


def manager(processes):
    total = 0
    for process in processes:
        total += (yield process) or 0
    sim.log(f"all done, {total} of work")
    try:
        yield "a coffee"
    except TypeError as e:
        sim.log(str(e))
    return total


def pest(victim):
    yield Delay(4)
    victim.interrupt("fire drill")


people = [sim.start(n, customer(n, a, t)) for n, a, t in
          [("Ann", 0, 5), ("Bob", 1, 2.5), ("Cy", 1.5, 3), ("Di", 2, 1)]]
sleeper = sim.start("sleeper", customer("sleeper", 50, 1))
sim.start("pest", pest(sleeper))
boss = sim.start("boss", manager(people))
sim.run(until=3)
print(sim.now, len(sim.lines))
sim.run()
print("\n".join(sim.lines))
print(boss.result, desk.free, [p.done for p in people])

# expect: 2 6
# expect:   0.0 Ann arrives
# expect:   0.0 Ann is served (granted)
# expect:   1.0 Bob arrives
# expect:   1.0 Bob is served (granted)
# expect:   1.5 Cy arrives
# expect:   2.0 Di arrives
# expect:   3.5 Bob leaves
# expect:   3.5 Cy is served (granted later)
# expect:   4.0 sleeper was interrupted: fire drill
# expect:   5.0 Ann leaves
# expect:   5.0 Di is served (granted later)
# expect:   6.0 Di leaves
# expect:   6.5 Cy leaves
# expect:   6.5 all done, 11.5 of work
# expect:   6.5 cannot wait for 'a coffee'
# expect: 11.5 2 [True, True, True, True]
