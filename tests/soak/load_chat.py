"""Members who come, speak, listen and go, in order or not."""
import itertools
import json
import socket

import websocket_client

OPTIONS = []
EXPECTED = []
BROKEN = (OSError, EOFError, AssertionError)

texts = itertools.count()


class Numbers:
    """What a member hears comes in the order of its numbers. There are gaps: a speaker that
    leaves while the message goes round is cancelled there."""

    def __init__(self):
        self.last = None

    def check(self, message):
        number = message["number"]
        assert self.last is None or number > self.last, f"{number} came after {self.last}"
        self.last = number


class Visitor(websocket_client.Client):
    """One that answers pings: on a busy machine a room may be silent for long."""

    def read_frame(self):
        while (received := super().read_frame())[0] == websocket_client.PING:
            self.send(websocket_client.frame(websocket_client.PONG, received[1]))
        return received


def visit(client, rng, soak):
    life = client.wait_for_server()
    try:
        room = Visitor(client.server.port, "/room")
        with room:
            talk(room, rng)
            if rng.random() < 0.5:
                room.close()
    except BROKEN:
        client.reraise_unless_killed(life)


def talk(room, rng):
    assert "welcome" in json.loads(room.hear())
    heard, own = Numbers(), []
    for _ in range(rng.randint(1, 8)):
        if rng.random() < 0.1:
            room.say(rng.choice(("{", "[]", '{"text": 1}')))
            own.append("error")
        else:
            own.append(f"text {next(texts)}")
            room.say(json.dumps({"name": "visitor", "text": own[-1]}))
    while own:
        message = json.loads(room.hear())
        if "error" in message:
            own.remove("error")
            continue
        heard.check(message)
        if message["text"] in own:
            texts_left = [text for text in own if text != "error"]
            assert texts_left[0] == message["text"], f"{message} came before {texts_left[0]}"
            own.remove(message["text"])


def listen(client, rng, soak):
    life = client.wait_for_server()
    try:
        with socket.create_connection(("127.0.0.1", client.server.port), 60) as connection:
            connection.settimeout(60 * soak.scale)
            connection.sendall(b"GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            stream = connection.makefile("rb")
            heard, wanted = Numbers(), rng.randint(1, 100)
            while wanted > 0 and not soak.over.is_set():
                line = stream.readline()
                assert line, "the stream has ended"
                if line.startswith(b"data: ") and b'"number"' in line:
                    heard.check(json.loads(line[6:]))
                    wanted -= 1
    except BROKEN:
        client.reraise_unless_killed(life)


def read_slowly(client, rng, soak):
    life = client.wait_for_server()
    try:
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(60 * soak.scale)
            connection.connect(("127.0.0.1", client.server.port))
            connection.sendall(b"GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            connection.recv(100)
            soak.over.wait(rng.random() * 3)
    except BROKEN:
        client.reraise_unless_killed(life)


def say(client, rng, soak):
    if rng.random() < 0.1:
        assert client.ask("POST", "/say", "[")[0] == 400
        return
    status, answer = client.ask("POST", "/say", {"text": "x" * rng.choice((1, 100, 2000))})
    assert status == 200 and answer["number"] > 0, (status, answer)
    soak.over.wait(0.01)


def misbehave(client, rng, soak):
    hello = (b"GET /room HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
             b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + b"A" * 22 + b"==\r\n\r\n")
    wrong = rng.randrange(4)
    if wrong == 0:  # Half a frame.
        client.raw(hello + b"\x81\xfe\x10", wait=0.02)
    elif wrong == 1:  # Without a mask.
        client.raw(hello + b"\x81\x02hi", wait=0.02)
    elif wrong == 2:
        client.raw(hello[:60], read=0)
    else:
        client.raw(b"GET /events HTTP/1.1\r\nHost: a\r\n\r\n", wait=rng.random() * 0.1)


STEPS = [(5, visit), (3, listen), (2, read_slowly), (2, say), (2, misbehave)]


def settled(client, soak):
    """nobody is present any more"""
    return client.ask("GET", "/present") == (200, 0)


def verify(client, soak):
    assert settled(client, soak)
