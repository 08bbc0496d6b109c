#!/usr/bin/env python3
"""WebSocket connections, as clients that keep the rules and break them see them.
SCRIPTLING names another binary than that of the release."""
import json
import re
import socket
import time
import urllib.error
import urllib.request

from serving import Site, report, run_tests, soon
from websocket_client import (BINARY, CLOSE, MORE, PING, PONG, TEXT, Client, Refused,
                              close_frame, frame)

SETUP = """
import scriptling.runtime as runtime
http = runtime.http
for name in ("echo", "told", "fails", "returns", "closes", "talks", "globals_", "gushes",
             "sleeps", "pushes", "waits", "slow", "errors", "polls"):
    http.websocket("/" + name, "handlers." + name)
http.get("/count/{name}", "handlers.count")
http.middleware("handlers.guard")
"""

HANDLERS = """
import scriptling.runtime as runtime
import time

seen = []

def counter(name):
    return runtime.sync.Atomic(name, 0)

def count(request):
    return {"count": counter(request.params["name"]).get()}

def guard(request):
    if request.header("origin") == "http://elsewhere":
        return runtime.http.error(403, "not from there")

def echo(client):
    while client.connected():
        message = client.receive()
        if isinstance(message, bytes):
            client.send_binary(message)
        elif message is not None:
            client.send(message)

# What it heard until the end, and how that looked.
def told(client):
    heard = []
    while True:
        message = client.receive()
        if message is None:
            break
        heard.append(message)
    print("told", heard, client.connected(), client.receive(5))

def fails(client):
    raise ValueError("on purpose")

def returns(client):
    client.send("bye")

def closes(client):
    client.close(4321)
    try:
        client.send("too late")
    except ConnectionError as error:
        print("closes", client.connected(), client.receive(), error)

def talks(client):
    client.send({"a": [1, None], "b": "x"})
    client.send([1, 2.5])
    client.send("plain")
    client.send_binary(b"\\x00\\xff")
    client.send_binary([1, 2, 255])
    client.send("x" * 70000)
    client.send(client.remote_addr)

def globals_(client):
    seen.append(1)
    client.send(str(len(seen)))

def gushes(client):
    for n in range(400):
        client.send_binary(bytes([n % 256]) * 65536)
        counter("gushed").add(1)

def sleeps(client):
    time.sleep(1.5)
    while True:
        message = client.receive(5)
        if message is None:
            break
        counter("woken").add(1)

def pushes(client):
    try:
        while True:
            client.send("tick")
            time.sleep(0.01)
    finally:
        counter("pushes ended").add(1)

def waits(client):
    try:
        counter("waiting").add(1)
        runtime.sync.Queue("never").get()
    finally:
        counter("waits ended").add(1)

def slow(client):
    while True:
        message = client.receive()
        if message is None:
            break
        time.sleep(0.01)
        client.send(message)

def errors(client):
    calls = [lambda: client.close(1005), lambda: client.close(999),
             lambda: client.close(5000), lambda: client.send("\\ud800"),
             lambda: client.send_binary([256]), lambda: client.send_binary("text"),
             lambda: client.send(lambda: 1), lambda: client.receive("soon"),
             lambda: runtime.run(lambda: client.send("x")).get()]
    for call in calls:
        try:
            call()
            client.send("no error")
        except Exception as error:
            client.send(type(error).__name__)

def polls(client):
    client.send(str(client.receive(0)))
    began = time.time()
    client.send(str(client.receive(timeout=0.2)))
    client.send(str(0.15 < time.time() - began < 5))
    client.send(client.receive(timeout=None))
"""


def count(site, name):
    with urllib.request.urlopen(f"{site.url}/count/{name.replace(' ', '%20')}") as answer:
        return json.load(answer)["count"]


def answer_to(site, *lines):
    """Status and head of what comes back for these lines of a request."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as connection:
        connection.sendall("\r\n".join([*lines, "Host: x", "", ""]).encode())
        head = connection.recv(65536).decode()
    return int(head.split()[1]), head


def waiting_client(site):
    """One whose handler is where it stays until it is cancelled, and how many were."""
    soon(lambda: count(site, "waits ended") == count(site, "waiting"))
    ended = waiting = count(site, "waiting")
    client = Client(site.port, "/waits")
    soon(lambda: count(site, "waiting") > waiting)
    return client, ended


# -- The handshake ----------------------------------------------------------------------


def test_what_cannot_become_a_connection_is_refused(site):
    get, upgrade = "GET /echo HTTP/1.1", "Upgrade: websocket"
    connection, key = "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    version = "Sec-WebSocket-Version: 13"
    for wanted, lines in (
            (101, [get, upgrade, connection, key, version]),
            (101, [get, "upgrade: WebSocket", "connection: foo, UPGRADE", key, version]),
            (426, [get]),
            (426, [get, upgrade, key, version]),
            (426, [get, connection, key, version]),
            (426, [get, "Upgrade: h2c", connection, key, version]),
            (426, [get, upgrade, connection, key]),
            (426, [get, upgrade, connection, key, "Sec-WebSocket-Version: 8"]),
            (426, ["GET /echo HTTP/1.0", upgrade, connection, key, version]),
            (400, [get, upgrade, connection, version]),
            (400, [get, upgrade, connection, version, "Sec-WebSocket-Key: short"]),
            (400, [get, upgrade, connection, version, "Sec-WebSocket-Key: " + "-" * 22 + "=="]),
            (405, ["POST /echo HTTP/1.1", upgrade, connection, key, version])):
        status, head = answer_to(site, *lines)
        assert status == wanted, (wanted, lines, head)
        assert status != 426 or "Sec-WebSocket-Version: 13" in head, head
        assert status != 426 or re.search("Connection:.*Upgrade", head), head
        assert status != 101 or "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in head, head


def test_middleware_may_refuse(site):
    try:
        Client(site.port, "/echo", ["Origin: http://elsewhere"])
        raise AssertionError("accepted")
    except Refused as refused:
        assert refused.status == 403 and "not from there" in refused.body, refused
    Client(site.port, "/echo", ["Origin: http://here"]).close()


def test_bytes_right_behind_the_handshake_count(site):
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as connection:
        connection.sendall(b"GET /echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                           b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                           b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                           + frame(TEXT, "early"))
        data = b""
        while not data.endswith(b"\r\n\r\n\x81\x05early"):
            piece = connection.recv(65536)
            assert piece, data
            data += piece


# -- Messages ---------------------------------------------------------------------------


def test_messages_of_every_size_come_back(site):
    with Client(site.port, "/echo") as client:
        for size in (0, 1, 2, 125, 126, 127, 128, 65535, 65536, 65537, 1 << 20):
            client.say("x" * size)
            assert client.hear() == "x" * size
            client.say(b"\xff" * size)
            assert client.hear() == b"\xff" * size
        client.say("äöü € \U0001F600")
        assert client.hear() == "äöü € \U0001F600"


def test_bytes_may_come_one_by_one(site):
    with Client(site.port, "/echo") as client:
        for byte in frame(TEXT, "slow") + frame(BINARY, b"x" * 130):
            client.send(bytes([byte]))
        assert client.hear() == "slow"
        assert client.hear() == b"x" * 130


def test_many_messages_keep_their_order(site):
    with Client(site.port, "/echo") as client:
        client.send(b"".join(frame(TEXT, str(n)) for n in range(2000)))
        assert [client.hear() for _ in range(2000)] == [str(n) for n in range(2000)]


def test_fragments_are_joined_and_pings_may_come_between(site):
    with Client(site.port, "/echo") as client:
        client.send(frame(TEXT, "Hel", last=False) + frame(PING, "1")
                    + frame(MORE, "", last=False) + frame(PING, "2")
                    + frame(MORE, "l", last=False) + frame(PONG, "nobody asked")
                    + frame(MORE, "o"))
        assert client.read_frame() == (PONG, b"1")
        assert client.read_frame() == (PONG, b"2")
        assert client.hear() == "Hello"
        parts = "€".encode()
        client.send(frame(TEXT, parts[:1], last=False) + frame(MORE, parts[1:2], last=False)
                    + frame(MORE, parts[2:]))
        assert client.hear() == "€"


def test_pings_are_answered_while_the_handler_does_something_else(site):
    client, _ = waiting_client(site)
    with client:
        for payload in (b"", b"x", b"y" * 125):
            client.send(frame(PING, payload))
            assert client.read_frame() == (PONG, payload)


def test_what_a_handler_may_send(site):
    with Client(site.port, "/talks") as client:
        assert json.loads(client.hear()) == {"a": [1, None], "b": "x"}
        assert json.loads(client.hear()) == [1, 2.5]
        assert client.hear() == "plain"
        assert client.hear() == b"\x00\xff"
        assert client.hear() == b"\x01\x02\xff"
        assert client.hear() == "x" * 70000
        assert client.hear() == "127.0.0.1:%d" % client.socket.getsockname()[1]
        assert client.closed_with() == 1000


def test_what_a_handler_may_not_do(site):
    with Client(site.port, "/errors") as client:
        heard = [client.hear() for _ in range(9)]
        assert heard == ["ValueError"] * 5 + ["TypeError"] * 3 + ["RuntimeError"], heard


def test_receiving_gives_up_in_time(site):
    with Client(site.port, "/polls") as client:
        assert [client.hear() for _ in range(3)] == ["None", "None", "True"]
        client.say("at last")
        assert client.hear() == "at last"


# -- Rules ------------------------------------------------------------------------------


def test_broken_rules_have_their_codes(site):
    long = b"x" * ((1 << 20) + 1)
    half = b"x" * (1 << 19)
    for code, data in (
            (1002, frame(TEXT, "x", reserved=1)),
            (1002, frame(TEXT, "x", reserved=2)),
            (1002, frame(TEXT, "x", reserved=4)),
            (1002, frame(3, "x")), (1002, frame(7, "x")),
            (1002, frame(11, "x")), (1002, frame(15, "x")),
            (1002, frame(TEXT, "x", mask=None)),
            (1002, frame(PING, "x", last=False)),
            (1002, frame(PING, "x" * 126)),
            (1002, frame(CLOSE, b"\x03\xe8", last=False)),
            (1002, frame(CLOSE, b"\x03")),
            (1002, close_frame(1004)), (1002, close_frame(1005)),
            (1002, close_frame(1006)), (1002, close_frame(1015)),
            (1002, close_frame(999)), (1002, close_frame(2000)),
            (1002, close_frame(5000)),
            (1007, close_frame(1000, b"\xff")),
            (1002, frame(MORE, "x")),
            (1002, frame(MORE, "x", last=False)),
            (1002, frame(TEXT, "x", last=False) + frame(TEXT, "y")),
            (1002, frame(TEXT, "x", length=2)),
            (1002, frame(TEXT, "x" * 200, length=8)),
            (1007, frame(TEXT, b"\xff")),
            (1007, frame(TEXT, b"\xed\xa0\x80")),
            (1007, frame(TEXT, b"\xc0\x80")),
            (1007, frame(TEXT, b"\xf4\x90\x80\x80")),
            (1007, frame(TEXT, b"whole \xe2\x82")),
            (1007, frame(TEXT, b"\xe2", last=False) + frame(MORE, b"x", last=False)),
            (1007, frame(TEXT, b"ab\xff" + b"c" * 100)[:12]),  # At its first wrong byte.
            (1009, frame(BINARY, long)[:14]),                  # As soon as it is announced.
            (1009, frame(BINARY, half, last=False) + frame(MORE, half + b"x")[:14])):
        with Client(site.port, "/echo") as client:
            client.send(data)
            assert client.closed_with() == code, (code, data[:40])


def test_a_message_that_is_sent_whole_may_be_refused_too(site):
    with Client(site.port, "/echo") as client:
        client.send(frame(BINARY, b"x" * ((1 << 20) + 1)))
        assert client.closed_with() == 1009


def test_nothing_is_heard_after_a_mistake(site):
    with Client(site.port, "/told") as client:
        client.send(frame(TEXT, "a") + frame(3, "mistake") + frame(TEXT, "b"))
        assert client.closed_with() == 1002
    soon(lambda: "told ['a'] False None\n" in site.output())


# -- Ends -------------------------------------------------------------------------------


def test_a_close_frame_is_answered_with_its_code(site):
    for code in (1000, 1001, 1003, 1011, 3000, 4999):
        with Client(site.port, "/echo") as client:
            client.send(close_frame(code, "because €".encode()))
            assert client.closed_with() == code
    with Client(site.port, "/echo") as client:
        client.send(frame(CLOSE))
        assert client.closed_with() is None


def test_what_was_said_before_the_close_is_heard(site):
    with Client(site.port, "/told") as client:
        client.send(frame(TEXT, "one") + frame(BINARY, b"2") + close_frame(1000))
        assert client.closed_with() == 1000
    soon(lambda: "told ['one', b'2'] False None\n" in site.output())


def test_a_handler_that_returns_closes(site):
    with Client(site.port, "/returns") as client:
        assert client.hear() == "bye"
        assert client.closed_with() == 1000


def test_a_handler_that_fails_closes_with_1011_and_is_logged(site):
    with Client(site.port, "/fails") as client:
        assert client.closed_with() == 1011
    site.wait_for_log(r"GET /fails \(handlers\.fails\) failed\n(.*\n)+? *ValueError: on purpose")


def test_a_handler_may_close(site):
    with Client(site.port, "/closes") as client:
        assert client.closed_with() == 4321
    soon(lambda: "closes False None the WebSocket connection is closed\n" in site.output())


def test_a_client_that_leaves_cancels_the_handler(site):
    client, before = waiting_client(site)
    client.leave()
    soon(lambda: count(site, "waits ended") == before + 1)


def test_a_client_that_closes_is_no_failure_of_a_sender(site):
    before = count(site, "pushes ended")
    client = Client(site.port, "/pushes")
    assert client.hear() == "tick"
    client.close()
    soon(lambda: count(site, "pushes ended") == before + 1)
    assert "(handlers.pushes) failed" not in site.log(), site.log()


def test_each_connection_has_a_module_as_imported(site):
    for _ in range(5):
        with Client(site.port, "/globals_") as client:
            assert client.hear() == "1"
            assert client.closed_with() == 1000


# -- Slow ones --------------------------------------------------------------------------


def test_a_slow_reader_suspends_the_sender(site):
    with Client(site.port, "/gushes", receive_buffer=65536) as client:
        ahead = -1
        while count(site, "gushed") != ahead:  # Until the sender stands still.
            ahead = count(site, "gushed")
            time.sleep(0.5)
        assert ahead < 400, ahead
        for n in range(400):
            assert client.hear() == bytes([n % 256]) * 65536, n
        assert client.closed_with() == 1000


def test_a_handler_that_does_not_receive_is_not_flooded(site):
    client = Client(site.port, "/sleeps")
    before, memory = count(site, "woken"), site.memory()
    client.socket.settimeout(0.5)
    message, sent = frame(BINARY, b"x" * 65536), 0
    try:
        while sent < 2000:  # Far more than what the kernel takes.
            client.send(message)
            sent += 1
    except TimeoutError:
        pass
    assert sent < 2000
    assert site.memory() - memory < 24 << 20, site.memory() - memory
    soon(lambda: count(site, "woken") >= before + sent)
    client.leave()


def test_a_client_that_leaves_is_noticed_behind_what_nobody_receives(site):
    client, before = waiting_client(site)
    client.send(frame(BINARY, b"x" * 40_000) * 3)  # The last stays with the kernel.
    client.leave()
    soon(lambda: count(site, "waits ended") == before + 1)


def test_many_at_once(site):
    clients = [Client(site.port, "/slow") for _ in range(150)]
    for n, client in enumerate(clients):
        client.say(str(n))
    for n, client in enumerate(clients):
        assert client.hear() == str(n)
    for client in clients:
        client.close()


# -- Other servers ----------------------------------------------------------------------


def check_token(site):
    for headers in ([], ["Authorization: Bearer wrong"]):
        try:
            Client(site.port, "/echo", headers)
            raise AssertionError("accepted")
        except Refused as refused:
            assert refused.status == 401, refused
    Client(site.port, "/echo", ["Authorization: Bearer secret"]).close()


def check_request_limit(site):
    """Connections are no requests in flight."""
    clients = [Client(site.port, "/echo", ["Authorization: Bearer secret"])
               for _ in range(8)]
    for client in clients:
        client.say("here")
        assert client.hear() == "here"
        client.close()


def check_grace(site):
    """A handler that goes on after the close is cancelled in the end."""
    headers = ["Authorization: Bearer secret"]
    Client(site.port, "/waits", headers).close()
    request = urllib.request.Request(site.url + "/count/waits%20ended",
                                     headers={"Authorization": "Bearer secret"})

    def ended():
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["count"] == 1
    soon(ended)
    site.wait_for_log("GET /waits: still running after 2 s")


def check_shutdown(site):
    """Tells everybody, and is not held up by those who wait for ever."""
    headers = ["Authorization: Bearer secret"]
    clients = [Client(site.port, path, headers) for path in ("/echo", "/waits") * 10]
    clients[0].say("here")
    assert clients[0].hear() == "here"
    began = time.monotonic()
    site.process.terminate()
    for client in clients:
        assert client.closed_with() == 1001
    site.process.wait(30)
    took = time.monotonic() - began
    assert took < 5, took


def main():
    files = {"setup.py": SETUP, "handlers.py": HANDLERS}
    with Site(files) as site:
        passed, failed = run_tests(globals(), site)
    with Site(files, "--bearer-token", "secret", "--max-requests", "2",
              "--handler-timeout", "2") as site:
        more = run_tests({f"test_{check.__name__}": check for check in (
            check_token, check_request_limit, check_grace, check_shutdown)}, site)
    report(passed + more[0], failed + more[1])


main()
