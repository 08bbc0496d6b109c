"""A WebSocket client that does what it is told, right or wrong: frames go out and come in
as they stand, masks aside."""
import base64
import hashlib
import os
import re
import socket
import struct

from serving import PATIENCE

MORE, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10


class Refused(Exception):
    def __init__(self, status, head, body):
        super().__init__(f"{status}\n{head}\n{body}")
        self.status, self.head, self.body = status, head, body


def frame(opcode, payload=b"", last=True, mask=b"\x12\xf4\x00\x7e", reserved=0, length=None):
    """One frame. `length` (0, 2 or 8) is the bytes it takes to say how long it is."""
    if isinstance(payload, str):
        payload = payload.encode()
    size = len(payload)
    if length is None:
        length = 0 if size < 126 else 2 if size < 65536 else 8
    marker = {0: size, 2: 126, 8: 127}[length]
    head = bytes([last << 7 | reserved << 4 | opcode, (mask is not None) << 7 | marker])
    head += size.to_bytes(length, "big") if length else b""
    if mask is None:
        return head + payload
    pattern = int.from_bytes((mask * (size // 4 + 1))[:size], "big")
    masked = (int.from_bytes(payload, "big") ^ pattern).to_bytes(size, "big")
    return head + mask + masked


def close_frame(code, reason=b""):
    return frame(CLOSE, struct.pack("!H", code) + reason)


class Client:
    def __init__(self, port, path, headers=(), wrap=None, receive_buffer=None, host="127.0.0.1"):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(PATIENCE)
        self.socket.connect((host, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if wrap:
            self.socket = wrap(self.socket)
        self.received = b""
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET {path} HTTP/1.1", f"Host: {host}:{port}", "Upgrade: websocket",
                 "Connection: keep-alive, Upgrade", f"Sec-WebSocket-Key: {key}",
                 "Sec-WebSocket-Version: 13", *headers]
        self.send("\r\n".join(lines).encode() + b"\r\n\r\n")
        self.head = self.read_head()
        status = int(self.head.split()[1])
        if status != 101:
            size = re.search(r"(?i)content-length: (\d+)", self.head)
            raise Refused(status, self.head, self.read(int(size[1]) if size else 0).decode())
        proof = hashlib.sha1(key.encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
        assert f"Sec-WebSocket-Accept: {base64.b64encode(proof).decode()}\r\n" in self.head

    def send(self, data):
        self.socket.sendall(data)

    def say(self, message):
        self.send(frame(TEXT if isinstance(message, str) else BINARY, message))

    def read_head(self):
        while b"\r\n\r\n" not in self.received:
            assert self.receive(), "the server has closed before its answer"
        head, self.received = self.received.split(b"\r\n\r\n", 1)
        return head.decode() + "\r\n"

    def receive(self):
        data = self.socket.recv(1 << 16)
        self.received += data
        return data

    def read(self, size):
        while len(self.received) < size:
            if not self.receive():
                raise EOFError(f"the server has closed; left were {self.received!r}")
        data, self.received = self.received[:size], self.received[size:]
        return data

    def read_frame(self):
        first, second = self.read(2)
        assert first & 0x70 == 0 and second & 0x80 == 0, (first, second)
        assert first & 0x80, "the server never sends fragments"
        size = second & 0x7f
        if size > 125:
            size = int.from_bytes(self.read(2 if size == 126 else 8), "big")
        return first & 0x0f, self.read(size)

    def hear(self):
        """The next message: str or bytes."""
        opcode, payload = self.read_frame()
        assert opcode in (TEXT, BINARY), (opcode, payload)
        return payload.decode() if opcode == TEXT else payload

    def closed_with(self):
        """The code of the close frame that comes next, with nothing behind it."""
        opcode, payload = self.read_frame()
        assert opcode == CLOSE, (opcode, payload)
        try:
            rest = self.read(1)
            raise AssertionError(f"after the close frame: {rest!r}")
        except EOFError:
            pass
        self.socket.close()
        return int.from_bytes(payload[:2], "big") if payload else None

    def close(self, code=1000):
        """The orderly way; what the server still has to say is left unread."""
        self.send(close_frame(code))
        while self.read_frame()[0] != CLOSE:
            pass
        self.socket.close()

    def leave(self):
        """Without a word."""
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
