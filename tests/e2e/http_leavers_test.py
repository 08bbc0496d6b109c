#!/usr/bin/env python3
"""Clients that leave in the middle, and clients that vanish: what their handlers, the log
and the end of the server make of it. SCRIPTLING names another binary than that of the
release."""
import ctypes
import json
import re
import signal
import socket
import struct
import time

from serving import SCALE, Site, eventually, run
from websocket_client import CLOSE, PING, PONG, TEXT, Client as WebSocketClient, close_frame, frame

CROWD = 40
COUNTS = """
begun = runtime.sync.Atomic("begun")
ended = runtime.sync.Atomic("ended")
left = runtime.sync.Atomic("left")
def counts(request):
    return [begun.get(), ended.get(), left.get()]
"""
ROUTES = """
for name in ["stream", "counts"]:
    runtime.http.get("/" + name, "handlers." + name)
for name in ["pushes", "listens", "sleeps"]:
    runtime.http.websocket("/" + name, "handlers." + name)
"""
HANDLERS = COUNTS + """
def leave():
    ended.add(1)
    time.sleep(0.05)
    runtime.kv.default.set("last", time.time())
    time.sleep(0.01)
    left.add(1)

def stream(request):
    begun.add(1)
    try:
        while True:
            yield "x" * 100
            time.sleep(0.01)
    finally:
        leave()

def pushes(client):
    begun.add(1)
    try:
        while True:
            client.send("x" * 100)
            time.sleep(0.01)
    finally:
        leave()

def listens(client):
    begun.add(1)
    try:
        while client.connected():
            client.receive(timeout=0.05)
    finally:
        leave()

def sleeps(client):
    begun.add(1)
    try:
        time.sleep(60)
    finally:
        leave()
"""


def counts(site):
    return json.loads(site.get("/counts"))


def all_have_left(site, number):
    eventually(lambda: counts(site) == [number] * 3,
               f"{number} finally blocks that have begun and ended")


def leave_in_turn(clients, ways):
    for number, client in enumerate(clients):
        ways[number % len(ways)](client)


def close_after_reading(client):
    client.settimeout(10 * SCALE)
    client.recv(1000)
    client.close()


def close_half(client):
    client.shutdown(socket.SHUT_WR)
    client.close()


def reset(client):
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    client.close()


WAYS = [close_after_reading, close_half, reset, lambda client: client.close()]


def a_finally_block_of_a_streaming_handler_is_not_cut():
    with Site(ROUTES, {"handlers.py": HANDLERS}) as site:
        for way_number, ways in enumerate([WAYS[:1], WAYS]):
            clients = []
            for _ in range(CROWD):
                client = site.client()
                client.request("GET", "/stream")
                assert client.head()[0] == 200
                clients.append(client.socket)
            leave_in_turn(clients, ways)
            all_have_left(site, CROWD * (way_number + 1))
        assert site.stop() == 0


# Who has said goodbye may have asked for something before: the handler that does not listen
# is cancelled only when its time is up.
def a_finally_block_of_a_websocket_handler_is_not_cut():
    with Site(ROUTES, {"handlers.py": HANDLERS}, "--handler-timeout", 2) as site:
        number = 0
        for path in ("/pushes", "/listens", "/sleeps"):
            for says_so in (True, False):
                clients = [WebSocketClient(site.port, path) for _ in range(CROWD // 4)]
                number += len(clients)
                eventually(lambda n=number: counts(site)[0] == n, "all connected")
                for client in clients:
                    if says_so:
                        client.send(close_frame(1000))
                leave_in_turn([client.socket for client in clients], WAYS[1:])
                all_have_left(site, number)
        assert site.stop() == 0


def a_silent_client_is_pinged_and_lost_if_it_stays_silent():
    with Site(ROUTES, {"handlers.py": HANDLERS}, "--ping-interval", 0.3) as site:
        began = time.monotonic()
        with WebSocketClient(site.port, "/sleeps") as dead, \
                WebSocketClient(site.port, "/sleeps") as alive:
            for _ in range(4):
                opcode, payload = alive.read_frame()
                assert opcode == PING, opcode
                alive.send(frame(PONG, payload))
            assert time.monotonic() - began > 1
            eventually(lambda: counts(site) == [2, 1, 1], "the end of the silent one")
            assert dead.read_frame() == (PING, b"")
            try:
                dead.read(1)
                raise AssertionError("the silent one is still connected")
            except (EOFError, ConnectionResetError):
                pass
            alive.send(frame(TEXT, "x"))  # Whatever it says counts.
            assert alive.read_frame()[0] == PING
        all_have_left(site, 2)
        assert site.stop() == 0


def nobody_is_pinged_who_speaks_or_need_not():
    for interval in (0, 2):
        with Site(ROUTES, {"handlers.py": HANDLERS}, "--ping-interval", interval) as site:
            with WebSocketClient(site.port, "/sleeps") as client:
                for _ in range(10):
                    time.sleep(0.3)
                    client.send(frame(PONG))
                client.send(frame(PING, "me"))
                assert client.read_frame() == (PONG, b"me")
                client.send(close_frame(1000))
                assert client.read_frame()[0] == CLOSE
            assert site.stop() == 0


def kernel_timers(port):
    """Which timer runs for each established connection of the server: 2 is keepalive."""
    with open("/proc/net/tcp", encoding="ascii") as file:
        rows = [line.split() for line in file][1:]
    return [int(row[5].split(":")[0]) for row in rows
            if int(row[1].split(":")[1], 16) == port and row[3] == "01"]


def a_connection_that_is_quiet_is_probed_by_the_kernel():
    for interval, timer in ((20, 2), (0, 0)):
        with Site(ROUTES, {"handlers.py": HANDLERS}, "--ping-interval", interval) as site:
            with site.client() as client:
                client.request("GET", "/counts")
                assert client.answer().status == 200
                eventually(lambda: kernel_timers(site.port) == [timer],
                           f"timer {timer} with --ping-interval {interval}")
            assert site.stop() == 0


class Filter(ctypes.Structure):
    """A sock_fprog."""
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]


def vanish(client):
    """Its kernel drops all that comes, as if the machine were switched off."""
    drop = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0))  # BPF_RET 0
    attach = 26  # SO_ATTACH_FILTER
    client.setsockopt(socket.SOL_SOCKET, attach, bytes(Filter(1, ctypes.addressof(drop))))


def a_machine_that_vanishes_in_the_middle_is_noticed():
    with Site(ROUTES, {"handlers.py": HANDLERS}, "--ping-interval", 0.5) as site:
        with site.client() as client, site.client() as alive:
            for each in (client, alive):
                each.request("GET", "/stream")
                assert each.head()[0] == 200
            eventually(lambda: counts(site) == [2, 0, 0], "both connected")
            began = time.monotonic()
            vanish(client.socket)
            while counts(site) != [2, 1, 1]:
                assert alive.receive()
                assert time.monotonic() - began < 10 * SCALE
        all_have_left(site, 2)
        assert site.stop() == 0


def half_a_request_does_not_delay_the_end():
    for begun in ("", "G", "GET / HTTP/1.1\r\nHost: x\r\nX-A"):
        with Site(ROUTES, {"handlers.py": HANDLERS}, "--shutdown-timeout", 20) as site:
            with site.client() as client, site.client() as used:
                client.send(begun)
                used.request("GET", "/counts")
                assert used.answer().status == 200
                used.send(begun)
                time.sleep(0.2)
                began = time.monotonic()
                assert site.stop() == 0
                assert time.monotonic() - began < 5 * SCALE
                assert client.is_closed() and used.is_closed()


def a_request_that_is_being_sent_is_finished_before_the_end():
    handlers = "def echo(request):\n    return request.body\n"
    with Site('runtime.http.post("/echo", "handlers.echo")\n', {"handlers.py": handlers}) as site:
        with site.client() as client:
            client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbo")
            time.sleep(0.2)
            site.process.send_signal(signal.SIGTERM)
            time.sleep(0.2)
            client.send("dy")
            assert client.answer().body == b"body"
        assert site.wait(20) == 0


def who_never_ends_is_ended_also_when_its_client_has_left():
    handlers = COUNTS + """
def spins(request):
    begun.add(1)
    try:
        time.sleep(100)
    finally:
        while True:
            pass
"""
    setup = """
for name in ["spins", "counts"]:
    runtime.http.get("/" + name, "handlers." + name)
"""
    with Site(setup, {"handlers.py": handlers}, "--shutdown-timeout", SCALE) as site:
        with site.client() as client:
            client.request("GET", "/spins")
            eventually(lambda: counts(site)[0] == 1, "it has begun")
            site.process.send_signal(signal.SIGTERM)
            assert client.answer().status == 503
            assert client.is_closed()
        assert site.wait() == 0
        assert "is ended by force" in site.log(), site.log()


def who_is_ended_by_force_in_the_middle_of_its_answer_is_alone_in_that():
    handlers = COUNTS + """
def swallows():
    while True:
        try:
            while True:
                time.sleep(0.01)
        except BaseException:
            pass
def pieces(request):
    begun.add(1)
    yield "first"
    swallows()
class Slow:
    def __repr__(self):
        begun.add(1)
        return swallows()
def answers(request):
    return f"{[Slow()]}"
def asks(client):
    begun.add(1)
    client.send(f"{sorted([Slow(), Slow()], key=repr)}")
"""
    setup = """
for name in ["pieces", "answers", "counts"]:
    runtime.http.get("/" + name, "handlers." + name)
runtime.http.websocket("/asks", "handlers.asks")
"""
    with Site(setup, {"handlers.py": handlers}, "--shutdown-timeout", 0.5 * SCALE) as site:
        for turn in range(3):
            clients = [site.client() for _ in range(6)]
            for number, client in enumerate(clients):
                client.request("GET", "/pieces" if number % 2 else "/answers")
            room = WebSocketClient(site.port, "/asks")
            eventually(lambda: counts(site)[0] == 8 * (turn + 1), "all have begun")
            for client in clients:
                client.socket.close()
            room.socket.close()
            eventually(lambda: site.log().count("is ended by force") == 7 * (turn + 1),
                       "all were ended by force")
        assert site.ask("GET", "/counts").status == 200
        assert site.stop() == 0


def the_log_tells_what_was_sent():
    size = 32 << 20
    handlers = """
def large(request):
    return "x" * 32000000
def stream(request):
    yield "abc"
    yield "defg"
def fails(request):
    yield "abc"
    1 / 0
"""
    setup = """
runtime.http.static("/files", "site")
for name in ["large", "stream", "fails"]:
    runtime.http.get("/" + name, "handlers." + name)
"""
    files = {"handlers.py": handlers, "site/big.bin": b"x" * size}
    with Site(setup, files) as site:
        for path, whole in (("/files/big.bin", size), ("/large", 32000000)):
            with site.client(receive_buffer=65536) as client:
                client.request("GET", path)
                client.head()
                client.exactly(1000)
                time.sleep(0.3)
                assert f"GET {path} 200" not in site.log(), "logged before it was sent"
                client.reset()
            eventually(lambda p=path: f"GET {p} 200" in site.log(), "the line of the cut one")
            line = next(line for line in site.lines if f"GET {path} 200" in line)
            sent, millis = re.search(r" 200 (\d+) ([\d.]+) ms [\d.]+:\d+ cut$", line).groups()
            assert 1000 <= int(sent) < whole and float(millis) >= 250, line
            answer = site.ask("GET", path)
            assert len(answer.body) == whole
            eventually(lambda p=path, w=whole: re.search(
                rf"GET {p} 200 {w} [\d.]+ ms [\d.:]+$", site.log(), re.M), "the whole one")
        assert site.get("/stream") == "abcdefg"
        with site.client() as client:
            client.request("GET", "/fails")
            client.head()
            client.rest()
        assert site.stop() == 0
        assert re.search(r"GET /stream 200 7 [\d.]+ ms [\d.:]+$", site.log(), re.M), site.log()
        assert re.search(r"GET /fails 200 3 [\d.]+ ms [\d.:]+ cut$", site.log(), re.M), site.log()


def what_a_client_sends_that_cannot_be_held_is_its_fault():
    handlers = """
def takes(request):
    return str(request.json())[:5]
def catches(request):
    try:
        return str(request.json())[:5]
    except ValueError:
        return runtime.http.error(422, "unfit")
"""
    setup = """
runtime.http.post("/takes", "handlers.takes")
runtime.http.post("/catches", "handlers.catches")
"""
    depth = 1000000
    with Site(setup, {"handlers.py": handlers}) as site:
        for body, words in ((b"[" * depth + b"]" * depth, b"nested too deeply"),
                            (b'{"a":' * depth, b"nested too deeply"),
                            (b"1" * 5000, b"too many digits"),
                            (b"[-" + b"1" * 5000 + b"]", b"too many digits")):
            answer = site.ask("POST", "/takes", body=body)
            assert answer.status == 400 and words in answer.body, answer
            assert site.ask("POST", "/catches", body=body).status == 422
        assert site.ask("POST", "/takes", body=b"[[1], 2]").body == b"[[1],"
        assert site.stop() == 0
        assert "Traceback" not in site.log(), site.log()


run([a_finally_block_of_a_streaming_handler_is_not_cut,
     a_finally_block_of_a_websocket_handler_is_not_cut,
     a_silent_client_is_pinged_and_lost_if_it_stays_silent,
     nobody_is_pinged_who_speaks_or_need_not,
     a_machine_that_vanishes_in_the_middle_is_noticed,
     a_connection_that_is_quiet_is_probed_by_the_kernel,
     half_a_request_does_not_delay_the_end,
     a_request_that_is_being_sent_is_finished_before_the_end,
     who_never_ends_is_ended_also_when_its_client_has_left,
     who_is_ended_by_force_in_the_middle_of_its_answer_is_alone_in_that, the_log_tells_what_was_sent,
     what_a_client_sends_that_cannot_be_held_is_its_fault])
