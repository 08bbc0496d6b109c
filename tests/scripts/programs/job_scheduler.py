# Jobs with dependencies, priorities, retries and time-outs, run by workers that are generators.
from __future__ import annotations

import heapq
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import count


class Status(Enum):
    WAITING = auto()
    READY = auto()
    RUNNING = auto()
    DONE = auto()
    FAILED = auto()
    SKIPPED = auto()

    @classmethod
    def finals(cls):
        return {cls.DONE, cls.FAILED, cls.SKIPPED}


class Transient(Exception):
    pass


class TimedOut(Exception):
    pass


@dataclass(eq=False)
class Job:
    name: str
    work: object
    needs: list[str] = field(default_factory=list)
    priority: int = 0
    retries: int = 0
    limit: int = 50
    status: Status = Status.WAITING
    result: object = None
    error: BaseException | None = None
    tries: int = 0
    history: list = field(default_factory=list, repr=False)

    def become(self, status, now):
        self.history.append((now, status.name))
        self.status = status


class Scheduler:
    def __init__(self, workers=2):
        self.jobs: dict[str, Job] = {}
        self.waiting_for: dict[str, list[Job]] = defaultdict(list)
        self.ready: list[tuple] = []
        self.timers: list[tuple] = []
        self.running: deque = deque()
        self.workers = workers
        self.order = count()
        self.now = 0
        self.log: list[str] = []

    def job(self, name=None, **options):
        def register(function):
            job = Job(name or function.__name__, function, **options)
            if job.name in self.jobs:
                raise ValueError(f"two jobs are called {job.name}")
            self.jobs[job.name] = job
            return function
        return register

    def submit(self):
        for job in self.jobs.values():
            missing = [n for n in job.needs if n not in self.jobs]
            if missing:
                raise LookupError(f"{job.name} needs {', '.join(missing)}")
            for name in job.needs:
                self.waiting_for[name].append(job)
            if not job.needs:
                self.make_ready(job)

    def make_ready(self, job):
        job.become(Status.READY, self.now)
        heapq.heappush(self.ready, (-job.priority, next(self.order), job))

    def start(self, job):
        job.tries += 1
        job.become(Status.RUNNING, self.now)
        inputs = {name: self.jobs[name].result for name in job.needs}
        self.running.append((job, job.work(**inputs), self.now))

    def finish(self, job, status):
        job.become(status, self.now)
        self.log.append(f"{self.now:3} {job.name} {status.name.lower()}")
        for other in self.waiting_for[job.name]:
            if status is not Status.DONE and other.status is Status.WAITING:
                other.error = job.error
                self.finish(other, Status.SKIPPED)
            elif all(self.jobs[n].status is Status.DONE for n in other.needs):
                self.make_ready(other)

    def step(self, job, work, began):
        try:
            if self.now - began > job.limit:
                work.throw(TimedOut(f"{job.name} took over {job.limit}"))
            pause = next(work)
        except StopIteration as stop:
            job.result = stop.value
            self.finish(job, Status.DONE)
        except Transient as e:
            job.error = e
            if job.tries > job.retries:
                self.finish(job, Status.FAILED)
            else:
                self.log.append(f"{self.now:3} {job.name} again after {e}")
                heapq.heappush(self.timers, (self.now + 2 ** job.tries, next(self.order), job, None, 0))
        except Exception as e:
            job.error = e
            self.finish(job, Status.FAILED)
        else:
            heapq.heappush(self.timers, (self.now + (pause or 1), next(self.order), job, work, began))

    def run(self):
        self.submit()
        busy = 0
        while self.ready or self.timers or self.running:
            while self.timers and self.timers[0][0] <= self.now:
                _, _, job, work, began = heapq.heappop(self.timers)
                if work is None:
                    self.make_ready(job)
                else:
                    busy -= 1
                    self.running.append((job, work, began))
            while self.ready and busy + len(self.running) < self.workers:
                self.start(heapq.heappop(self.ready)[2])
            before = len(self.timers)
            for _ in range(len(self.running)):
                self.step(*self.running.popleft())
            busy = sum(1 for t in self.timers if t[3] is not None)
            if not self.running and (not self.ready or busy >= self.workers or len(self.timers) == before):
                self.now += 1
        return self


site = Scheduler(workers=2)
attempts = Counter()


@site.job(priority=5)
def fetch():
    for n in range(3):
        yield 2
    return list(range(10))


@site.job(retries=3)
def flaky():
    attempts["flaky"] += 1
    yield
    if attempts["flaky"] < 3:
        raise Transient(f"try {attempts['flaky']}")
    return "finally"


@site.job(needs=["fetch"])
def squares(fetch):
    total = []
    for n in fetch:
        total.append(n * n)
        yield
    return total


@site.job(limit=4)
def endless():
    try:
        while True:
            yield 3
    finally:
        attempts["closed"] += 1


@site.job(needs=["endless"])
def after_endless(endless):
    yield


@site.job("report", needs=["squares", "flaky"], priority=1)
def report_of(squares, flaky):
    yield
    return f"{sum(squares)} {flaky}"


@site.job(needs=["after_endless", "fetch"])
def never(**_):
    yield


@site.job()
def broken():
    yield from ()
    return 1 // 0


site.run()
print("\n".join(site.log))
for job in site.jobs.values():
    print(f"{job.name:14}{job.status.name:8} tries={job.tries} {job.result!r} "
          f"{type(job.error).__name__}: {job.error}")
print(site.jobs["flaky"].history, dict(attempts), site.now)
print(Counter(j.status.name for j in site.jobs.values()), Status.finals() >= {Status.DONE}, list(Status)[2:4])

wide = Scheduler(workers=3)
for n in range(60):
    def work(n=n, **inputs):
        total = n
        for name in sorted(inputs):
            total += inputs[name] % 1009
            yield n % 3
        if n == 41:
            raise ValueError("forty-one")
        return total
    wide.job(f"j{n}", needs=[f"j{k}" for k in {n // 2, n // 3} if k < n and n > 3], priority=n % 7)(work)
wide.run()
print(Counter(j.status.name for j in wide.jobs.values()), wide.now)
print([j.name for j in wide.jobs.values() if j.status in Status.finals() - {Status.DONE}])
print(sum(j.result for j in wide.jobs.values() if j.result is not None), len(wide.log), wide.log[-1])
for wrong in (lambda s: s.job("a")(s.job("a")(lambda: None)), lambda s: (s.job("a", needs=["b"])(len), s.submit())):
    try:
        wrong(Scheduler())
    except (ValueError, LookupError) as e:
        print(type(e).__name__, e)
