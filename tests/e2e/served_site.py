"""A server for the programs beside this file, and plain sockets to talk to it.

    with Site(setup, {"handlers.py": text}, "--max-requests", "2") as site:
        answer = site.ask("GET", "/")

Not a test itself. SCRIPTLING names the binary, SCRIPTLING_SCALE stretches timeouts for
binaries that are slow on purpose.
"""
import os
import pathlib
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SCRIPTLING", str(ROOT / "build/release/scriptling"))
SCALE = float(os.environ.get("SCRIPTLING_SCALE", "6" if "tsan" in BINARY else "1"))
PREAMBLE = "import scriptling.runtime as runtime\nimport time\n"


class Answer:
    """A status, headers in lower case (the last of a name) and a body."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def __repr__(self):
        return f"<{self.status} {self.headers} {self.body[:200]!r}>"


class Client:
    """One connection. Reading past the end of an answer never happens."""

    def __init__(self, port, receive_buffer=0, timeout=20):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(timeout * SCALE)
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


class Site:
    """A running server in a folder of its own."""

    def __init__(self, setup, files=None, *options):
        self.folder = tempfile.TemporaryDirectory(prefix="site-")
        for name, text in {"setup.py": setup, **(files or {})}.items():
            path = pathlib.Path(self.folder.name) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if name.endswith(".py"):
                text = PREAMBLE + text
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        self.options = options
        self.lines = []
        self.port = None

    def __enter__(self):
        self.process = subprocess.Popen(
            [BINARY, "--server", "127.0.0.1:0", *map(str, self.options), "setup.py"],
            cwd=self.folder.name, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        is_up = threading.Event()
        self.reader = threading.Thread(target=self.read_log, args=(is_up,))
        self.reader.start()
        is_up.wait(30 * SCALE)
        if self.port is None:
            self.__exit__()
            raise RuntimeError("the server did not start:\n" + self.log())
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.reader.join()
        self.folder.cleanup()

    def read_log(self, is_up):
        for line in self.process.stdout:
            self.lines.append(line.decode("utf-8", "replace").rstrip("\n"))
            if found := re.search(r"listening on .*:(\d+)\b", self.lines[-1]):
                self.port = int(found[1])
                is_up.set()
        is_up.set()

    def log(self):
        """What the log says and scripts print."""
        return "\n".join(self.lines)

    def client(self, **options):
        return Client(self.port, **options)

    def ask(self, method, path, headers=(), body=b""):
        with self.client() as client:
            client.request(method, path, headers, body)
            return client.answer(method)

    def get(self, path):
        answer = self.ask("GET", path)
        assert answer.status == 200, answer
        return answer.body.decode()

    def memory(self):
        """Resident bytes."""
        with open(f"/proc/{self.process.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * resource.getpagesize()

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self, patience=30):
        """The exit status after a SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(patience * SCALE)
        self.reader.join()
        return status


def eventually(is_true, what, patience=10):
    """Waits until it is true; fails when it is not in time."""
    end = time.monotonic() + patience * SCALE
    while not is_true():
        assert time.monotonic() < end, f"still not: {what}"
        time.sleep(0.02)


def run(tests):
    """Calls each function and prints what the other test programs print."""
    wanted = sys.argv[1:]
    passed = failed = 0
    for test in tests:
        if wanted and test.__name__ not in wanted:
            continue
        try:
            test()
            passed += 1
        except Exception:
            failed += 1
            print(f"FAILED {test.__name__}\n{traceback.format_exc()}", flush=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
