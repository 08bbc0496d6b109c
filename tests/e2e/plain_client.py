"""HTTP over a plain socket: what is sent is what the test says, and answers are read to the
byte. Reading past the end of an answer never happens.
"""
import socket


class Answer:
    """A status, headers in lower case (the last of a name) and a body."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def __repr__(self):
        return f"<{self.status} {self.headers} {self.body[:200]!r}>"


class Client:
    """One connection."""

    def __init__(self, port, receive_buffer=0, timeout=20):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(timeout)
        self.socket.connect(("127.0.0.1", port))
        self.received = bytearray()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data if isinstance(data, bytes) else data.encode("latin-1"))

    def request(self, method, path, headers=(), body=b""):
        lines = [f"{method} {path} HTTP/1.1", "Host: test", *headers]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def receive(self):
        data = self.socket.recv(65536)
        self.received += data
        return bool(data)

    def line(self):
        while b"\n" not in self.received:
            if not self.receive():
                raise EOFError(f"closed after {bytes(self.received)!r}")
        line = self.exactly(self.received.index(b"\n") + 1)
        return line.rstrip(b"\r\n").decode("latin-1")

    def exactly(self, size):
        while len(self.received) < size:
            if not self.receive():
                raise EOFError(f"closed after {len(self.received)} of {size} bytes")
        data = bytes(self.received[:size])
        del self.received[:size]
        return data

    def head(self):
        status = int(self.line().split(" ")[1])
        headers = {}
        while line := self.line():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return status, headers

    def answer(self, method="GET"):
        status, headers = self.head()
        if method == "HEAD" or status in (204, 304) or status < 200:
            return Answer(status, headers, b"")
        if headers.get("transfer-encoding") == "chunked":
            return Answer(status, headers, b"".join(self.chunks()))
        if "content-length" in headers:
            return Answer(status, headers, self.exactly(int(headers["content-length"])))
        return Answer(status, headers, self.rest())

    def chunks(self):
        while size := int(self.line(), 16):
            yield self.exactly(size)
            self.line()
        self.line()

    def rest(self):
        """Everything until the server closes, however it does."""
        try:
            while self.receive():
                pass
        except ConnectionResetError:
            pass
        return self.exactly(len(self.received))

    def is_closed(self):
        """True when nothing more comes but the end."""
        return not self.rest()

    def reset(self):
        """Leaves at once, with a reset instead of an end."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.socket.close()
