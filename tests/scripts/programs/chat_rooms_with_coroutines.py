# A chat on a tiny event loop of its own: coroutines, timers, channels, cancelling, moderation.
import heapq
import re
from collections import Counter, OrderedDict, deque
from contextlib import asynccontextmanager
from itertools import count


class Cancelled(BaseException):
    pass


class Closed(Exception):
    pass


class Future:
    def __init__(self):
        self.value, self.error, self.is_done, self.waiters = None, None, False, []

    def settle(self, value=None, error=None):
        if not self.is_done:
            self.value, self.error, self.is_done = value, error, True
            for task in self.waiters:
                task.loop.ready.append(task)

    def __await__(self):
        if not self.is_done:
            yield self
        if self.error:
            raise self.error
        return self.value


class Task(Future):
    def __init__(self, loop, coroutine, name):
        super().__init__()
        self.loop, self.coroutine, self.name, self.is_cancelled = loop, coroutine, name, False
        loop.ready.append(self)

    def cancel(self):
        self.is_cancelled = not self.is_done
        self.loop.ready.append(self)

    def step(self):
        if self.is_done:
            return
        try:
            if self.is_cancelled:
                self.is_cancelled = False
                future = self.coroutine.throw(Cancelled(self.name))
            else:
                future = self.coroutine.send(None)
        except StopIteration as stop:
            self.settle(stop.value)
        except (Exception, Cancelled) as e:
            self.settle(error=e)
        else:
            if future.is_done:
                self.loop.ready.append(self)
            else:
                future.waiters.append(self)


class Loop:
    def __init__(self):
        self.ready, self.timers, self.now, self.order, self.names = deque(), [], 0.0, count(), count(1)

    def start(self, coroutine, name=None):
        return Task(self, coroutine, name or f"task{next(self.names)}")

    def sleep(self, seconds):
        future = Future()
        heapq.heappush(self.timers, (self.now + seconds, next(self.order), future))
        return future

    async def within(self, seconds, coroutine):
        task = self.start(coroutine)
        alarm = self.start(self.alarm(seconds, task))
        try:
            return await task
        except Cancelled:
            raise TimeoutError(f"over {seconds} s") from None
        finally:
            alarm.cancel()

    async def alarm(self, seconds, task):
        await self.sleep(seconds)
        task.cancel()

    async def gather(self, *coroutines):
        tasks = [self.start(c) for c in coroutines]
        results = []
        for task in tasks:
            try:
                results.append(await task)
            except Exception as e:
                results.append(e)
        return results

    def run(self, coroutine):
        main = self.start(coroutine, "main")
        while not main.is_done:
            while self.ready:
                self.ready.popleft().step()
            if main.is_done:
                break
            if not self.timers:
                raise RuntimeError("everybody waits")
            self.now, _, future = heapq.heappop(self.timers)
            future.settle(self.now)
        if main.error:
            raise main.error
        return main.value


class Channel:
    def __init__(self):
        self.items, self.waiting, self.is_closed = deque(), deque(), False

    def put(self, item):
        if self.is_closed:
            raise Closed
        while self.waiting:
            future = self.waiting.popleft()
            if not future.is_done:
                future.settle(item)
                return
        self.items.append(item)

    def close(self):
        self.is_closed = True
        for future in self.waiting:
            future.settle(error=Closed())

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return await self.get()
        except Closed:
            raise StopAsyncIteration from None

    async def get(self):
        if self.items:
            return self.items.popleft()
        if self.is_closed:
            raise Closed
        future = Future()
        self.waiting.append(future)
        return await future


class Room:
    bad = re.compile(r"\b(darn|heck)\w*", re.I)

    def __init__(self, name, history=3):
        self.name, self.members, self.history = name, OrderedDict(), deque(maxlen=history)
        self.words = Counter()

    @asynccontextmanager
    async def joined(self, user):
        channel = self.members[user] = Channel()
        self.say("*", f"{user} joined")
        try:
            yield channel
        finally:
            del self.members[user]
            channel.close()
            self.say("*", f"{user} left")

    def say(self, user, text):
        text = self.bad.sub(lambda m: m[0][0] + "*" * (len(m[0]) - 1), text)
        self.words.update(w for w in re.findall(r"\w+", text.lower()) if user != "*")
        self.history.append((user, text))
        for name, channel in self.members.items():
            if name != user:
                channel.put((user, text))


loop = Loop()
log = []


async def person(room, name, lines, pause):
    seen = []

    async def listen(channel):
        async for user, text in channel:
            seen.append(f"{loop.now:g} {user}: {text}")
            if text.startswith(f"@{name}"):
                room.say(name, f"@{user} yes?")
        return len(seen)
    async with room.joined(name) as channel:
        ear = loop.start(listen(channel), f"ear of {name}")
        for line in lines:
            await loop.sleep(pause)
            if line == "!":
                raise ValueError(f"{name} fell over")
            room.say(name, line)
        await loop.sleep(pause)
    log.append((name, await ear, seen[-3:]))
    return name.upper()


async def ticker(room):
    n = 0
    try:
        while True:
            await loop.sleep(10)
            n += 1
            room.say("clock", f"tick {n}")
    except Cancelled as e:
        log.append(("cancelled", str(e), n))
        raise
    finally:
        log.append(("ticker ends", loop.now))


async def slow():
    try:
        await loop.sleep(100)
    finally:
        log.append(("slow cleaned up", loop.now))


async def main():
    room = Room("lobby")
    clock = loop.start(ticker(room), "clock")
    results = await loop.gather(
        person(room, "ann", ["hi all", "@bob are you there?", "darned heck!"], 4),
        person(room, "bob", ["hello", "hello hello"], 7), person(room, "cyn", ["a", "!"], 5))
    print([r if isinstance(r, str) else repr(r) for r in results], list(room.history), list(room.members))
    clock.cancel()
    try:
        await clock
    except Cancelled as e:
        print("clock was cancelled", e.args, clock.is_done)
    for seconds in (3, 500):
        try:
            print(await loop.within(seconds, slow()))
        except TimeoutError as e:
            print(type(e).__name__, e, loop.now)
    print(room.words.most_common(3))
    return [x async for x in numbers(4)], {n: await double(n) for n in range(3)}


async def numbers(n):
    for k in range(n):
        await loop.sleep(1)
        yield k * k


async def double(n):
    await loop.sleep(n)
    return n * 2


print(loop.run(main()), loop.now)
for entry in log:
    print(*entry)


async def stuck():
    await Future()


async def failing():
    try:
        await loop.gather(double(1))
        raise KeyError("first")
    finally:
        await loop.sleep(1)
        raise OSError("second")


for make in (stuck, failing):
    try:
        Loop().run(make()) if make is stuck else loop.run(make())
    except (RuntimeError, OSError) as e:
        print(type(e).__name__, e, repr(e.__context__))
busy = Room("busy", 50)


async def crowd():
    tasks = [loop.start(person(busy, f"p{n}", [f"word{n % 3}"] * (n % 4), 1 + n / 10)) for n in range(12)]
    return sorted([await t for t in tasks])[:3]


print(loop.run(crowd()), len(busy.history), busy.words.most_common(2), round(loop.now, 3))
