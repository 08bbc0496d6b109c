#!/usr/bin/env python3
"""What clients and machines do wrong: too slow, gone, too many, out of descriptors.

After each fault the same server must answer as before, with the memory and descriptors it
had. SCRIPTLING_MANY=1 makes the crowds as large as they are meant to get (ten thousand
idle connections, a hundred thousand short ones), which takes minutes.
"""
import os
import resource
import threading
import time

from serving import BINARY, SCALE, Site, eventually, run

IS_MANY = bool(os.environ.get("SCRIPTLING_MANY"))
IS_CHECKED = any(name in BINARY for name in ("dev", "tsan"))  # Sanitizers keep memory.

SETUP = """
for name in ["echo", "slow", "begun", "ended", "large", "pieces", "spin"]:
    runtime.http.route("/" + name, "handlers." + name, methods=["GET", "POST"])
runtime.http.static("/files", "site")
"""
HANDLERS = """
begun_requests = runtime.sync.Atomic("begun")
ended_requests = runtime.sync.Atomic("ended")
def echo(request):
    return request.header("x-name", "") + request.body
def slow(request):
    try:
        begun_requests.add(1)
        time.sleep(0.3)
        return request.header("x-name", "")
    finally:
        ended_requests.add(1)
def begun(request):
    return str(begun_requests.get())
def ended(request):
    return str(ended_requests.get())
def large(request):
    return "x" * 4000000
def pieces(request):
    for _ in range(800):
        yield "x" * 10000
def spin(request):
    end = time.time() + 0.5
    while time.time() < end:
        pass
"""
FILES = {"handlers.py": HANDLERS, "site/big.bin": b"x" * (32 << 20)}
TIMES = ["--header-timeout", 0.5 * SCALE, "--body-timeout", 0.5 * SCALE,
         "--idle-timeout", 0.7 * SCALE,
         "--stall-timeout", 6 * SCALE]  # They are read in turn when it warms up.


class Faulty(Site):
    """A site that is to be as good as new after the faults."""

    def __init__(self, *options):
        super().__init__(SETUP, FILES, "--no-access-log", *options)

    def __enter__(self):
        super().__enter__()
        try:
            self.warm_up()
        except BaseException:
            self.clean_up()  # There is no __exit__() now, and its log would be read for ever.
            raise
        return self

    def warm_up(self):
        """As many environments as there will be, with their garbage."""
        for _ in range(5):
            clients = [self.client() for _ in range(8)]
            for client in clients:
                client.request("GET", "/large")
            for client in clients:
                assert len(client.answer().body) == 4000000
                client.socket.close()
        eventually(lambda: self.connections() == 0, "all connections closed")
        self.had = self.descriptors()
        self.began_with = self.memory()

    def connections(self):
        folder = f"/proc/{self.process.pid}/fd"
        sockets = 0
        for name in os.listdir(folder):
            try:
                sockets += os.readlink(f"{folder}/{name}").startswith("socket:")
            except FileNotFoundError:
                pass  # Closed since it was listed.
        return sockets - 1  # One listens.

    def is_as_new(self, allowed=12 << 20):
        eventually(lambda: self.descriptors() <= self.had, "descriptors given back")
        assert self.ask("POST", "/echo", body=b"well").body == b"well"
        grown = self.memory() - self.began_with
        assert IS_CHECKED or grown < allowed, f"grew by {grown >> 10} KiB"
        assert self.stop() == 0, self.log()
        assert " ERROR " not in self.log(), self.log()


def drip(client, data, seconds):
    """A byte at a time, until the server has had enough."""
    try:
        for byte in data:
            client.send(bytes([byte]))
            time.sleep(seconds)
    except (BrokenPipeError, ConnectionResetError):
        pass


def slow_heads_and_bodies_are_answered_408():
    with Faulty(*TIMES) as site:
        for start in (b"", b"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n",
                      b"POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                      b"64\r\n"):
            with site.client() as client:
                client.send(start)
                began = time.monotonic()
                rest = b"GET /echo HTTP/1.1\r\n" + b"X: y\r\n" * 1000
                dripping = threading.Thread(target=drip, args=(client, rest, 0.05))
                dripping.start()
                answer = client.answer()
                assert answer.status == 408, answer
                assert time.monotonic() - began < 3 * SCALE
                assert client.is_closed()
                dripping.join()
        site.is_as_new()


def slow_readers_are_closed_and_hold_no_memory():
    with Faulty(*TIMES) as site:
        clients = [site.client(receive_buffer=4096) for _ in range(30)]
        for client, path in zip(clients, ["/large", "/files/big.bin", "/large"] * 10):
            client.request("GET", path)
        eventually(lambda: site.connections() == len(clients), "slow readers accepted")
        eventually(lambda: site.descriptors() <= site.had, "slow readers closed")
        for client in clients:
            assert len(client.rest()) < 32 << 20
            client.socket.close()
        site.is_as_new()


def half_closed_connections_get_quick_answers():
    with Faulty() as site:
        for _ in range(50):
            with site.client() as client:
                client.request("POST", "/echo", body=b"last words")
                client.socket.shutdown(1)
                assert client.answer().body == b"last words"
                assert client.is_closed()
        site.is_as_new()


def resets_in_the_middle_leave_nothing():
    head = b"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n"
    parts = [b"", b"GE", head[:30], head, head + b"12345", head + b"1234567890",
             b"GET /large HTTP/1.1\r\nHost: h\r\n\r\n",
             b"GET /files/big.bin HTTP/1.1\r\nHost: h\r\n\r\n"]
    with Faulty() as site:
        for _ in range(20):
            for part in parts:
                client = site.client()
                client.send(part)
                if part.startswith(b"GET /") and part.endswith(b"\r\n\r\n"):
                    client.line()
                client.reset()
        site.is_as_new()


def idle_connections_are_cheap_and_stay_good():
    wanted = 10_000 if IS_MANY else 400
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, wanted + 200)), hard))
    with Faulty("--idle-timeout", 600) as site:
        clients = [site.client() for _ in range(wanted)]
        for client in clients:
            client.request("GET", "/echo", ["X-Name: first"])
        assert all(client.answer().body == b"first" for client in clients)
        each = (site.memory() - site.began_with) / wanted
        busy = site.cpu_seconds()
        time.sleep(1)
        busy = site.cpu_seconds() - busy
        assert busy < 0.1 * SCALE, f"{busy} s of a second while all are idle"
        for number in (0, wanted // 2, wanted - 1):
            clients[number].request("GET", "/echo", ["X-Name: again"])
            assert clients[number].answer().body == b"again"
        for client in clients:
            client.socket.close()
        print(f"{wanted} idle connections: {each:.0f} bytes each")
        assert IS_CHECKED or each < 6000, each
        site.is_as_new()


def running_out_of_descriptors_only_delays():
    with Faulty() as site:
        hard = resource.prlimit(site.process.pid, resource.RLIMIT_NOFILE)[1]
        resource.prlimit(site.process.pid, resource.RLIMIT_NOFILE,
                         (site.descriptors() + 8, hard))
        clients = [site.client() for _ in range(40)]
        for client in clients:
            client.request("GET", "/echo", ["X-Name: late"])
        busy = site.cpu_seconds()
        time.sleep(1)
        busy = site.cpu_seconds() - busy
        assert busy < 0.3 * SCALE, f"{busy} s of a second spent on accepting nothing"
        clients[0].answer()
        clients[0].request("GET", "/files/big.bin")
        assert clients[0].answer().status == 503  # There is nothing to open it with.
        said = [line for line in site.lines if "no connection can be accepted" in line]
        assert len(said) == 1 and "Too many open files" in said[0], said
        clients[0].request("GET", "/echo", ["X-Name: late"])
        answered = 0
        for client in clients:  # Each one that leaves makes room for another.
            assert client.answer().body == b"late"
            client.socket.close()
            answered += 1
        assert answered == 40
        site.is_as_new()


def late_answers_never_reach_another_client():
    with Faulty() as site:
        for turn in range(10):
            leavers = []
            for number in range(20):
                client = site.client()
                client.request("GET", "/slow", [f"X-Name: left-{turn}-{number}"])
                leavers.append(client)
            # Whoever leaves earlier has no handler that could end.
            eventually(lambda begun=40 * turn + 20: int(site.get("/begun")) == begun,
                       "every handler's beginning")
            for client in leavers:
                client.reset()
            stayers = []
            for number in range(20):  # These get the descriptors of those.
                client = site.client()
                client.request("GET", "/slow", [f"X-Name: {turn}-{number}"])
                stayers.append(client)
            for number, client in enumerate(stayers):
                answer = client.answer()
                assert answer.body.decode() == f"{turn}-{number}", answer
                client.socket.settimeout(0.01)
                try:
                    assert not client.receive(), client.received
                except TimeoutError:
                    pass
                client.socket.close()
        eventually(lambda: int(site.get("/ended")) == 400, "every handler's finally")
        site.is_as_new()


def a_storm_of_short_connections_passes():
    each = 25_000 if IS_MANY else 300
    problems = []

    def storm(site, name):
        try:
            for number in range(each):
                answer = site.ask("GET", "/echo", [f"X-Name: {name}-{number}",
                                                   "Connection: close"])
                assert answer.body.decode() == f"{name}-{number}", answer
        except Exception as error:
            problems.append(repr(error))

    with Faulty() as site:
        began = time.monotonic()
        threads = [threading.Thread(target=storm, args=(site, name)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not problems, problems
        took = time.monotonic() - began
        print(f"{4 * each} short connections: {4 * each / took:.0f} a second")
        site.is_as_new()


def pipelines_without_end_are_bounded():
    """A client that only ever asks, and never reads, is not read from any more."""
    with Faulty() as site:
        with site.client(receive_buffer=4096) as client:
            client.socket.settimeout(0.5)
            sent = 0
            request = b"GET /large HTTP/1.1\r\nHost: h\r\n\r\n" * 100
            try:
                for _ in range(20_000):
                    client.send(request)
                    sent += len(request)
            except (TimeoutError, BrokenPipeError, ConnectionResetError):
                pass
            assert sent < 20_000 * len(request)
        site.is_as_new()


def answers_that_nobody_reads_are_not_made():
    with Faulty() as site:
        crowd = [site.client(receive_buffer=4096) for _ in range(10)]
        for client in crowd:
            client.send(b"GET /large HTTP/1.1\r\nHost: h\r\n\r\n" * 500)
        time.sleep(1)
        grown = site.memory() - site.began_with
        assert IS_CHECKED or grown < 10 * (12 << 20), f"grew by {grown >> 10} KiB"
        for client in crowd:
            client.reset()
        site.is_as_new(allowed=50 << 20)


def the_dead_do_not_queue():
    with Faulty("--max-requests", 8, "--threads", 1) as site:
        crowd = [site.client() for _ in range(8)]
        for client in crowd:
            client.send(b"GET /spin HTTP/1.1\r\nHost: h\r\n\r\n" * 20)
        eventually(lambda: site.ask("GET", "/echo").status == 503, "a full house")
        for client in crowd:
            client.reset()
        began = time.monotonic()
        eventually(lambda: site.ask("GET", "/echo").status == 200, "an empty house")
        assert time.monotonic() - began < 2 * SCALE
        site.is_as_new()


def slow_readers_get_all():
    """Their sockets take something all the time, though room is made only now and then."""
    problems = []

    def read(site, path, size):
        try:
            with site.client() as client:
                client.request("GET", path)
                for _ in range(int(100 * SCALE)):
                    client.received += client.socket.recv(16384)
                    time.sleep(0.04)
                assert len(client.answer().body) == size
        except Exception as error:
            problems.append((path, repr(error)))

    options = ["--idle-timeout", 0.5 * SCALE, "--stall-timeout", 3 * SCALE,
               "--ping-interval", 1 * SCALE]
    with Faulty(*options) as site:
        sizes = {"/files/big.bin": 32 << 20, "/large": 4000000, "/pieces": 8000000}
        threads = [threading.Thread(target=read, args=(site, *each)) for each in sizes.items()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not problems, problems
        site.is_as_new()


run([slow_heads_and_bodies_are_answered_408, slow_readers_are_closed_and_hold_no_memory,
     half_closed_connections_get_quick_answers, resets_in_the_middle_leave_nothing,
     idle_connections_are_cheap_and_stay_good, running_out_of_descriptors_only_delays,
     late_answers_never_reach_another_client, a_storm_of_short_connections_passes,
     pipelines_without_end_are_bounded, answers_that_nobody_reads_are_not_made,
     the_dead_do_not_queue, slow_readers_get_all])
