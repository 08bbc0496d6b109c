"""The one server under test: a folder of its own, the command, its log, an orderly end.

    with Site({"setup.py": ..., "handlers.py": ...}, "--max-requests", 4) as site: ...
    with Site(ROOT / "examples/chat/setup.py") as site: ...
    with Site(setup, {"handlers.py": text}) as site: ...     texts without their imports

SCRIPTLING names the binary, SCRIPTLING_SCALE stretches time-outs for those that are slow on
purpose. At the end of the block the server must still run and end with 0, unless the
test has stopped it or waited for its end.
"""
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback

import plain_client

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SCRIPTLING", str(ROOT / "build/release/scriptling"))
SCALE = float(os.environ.get("SCRIPTLING_SCALE", "6" if "tsan" in BINARY else "1"))
PATIENCE = 30 * SCALE  # Seconds: what takes longer than that does not come.
PREAMBLE = "import scriptling.runtime as runtime\nimport time\n"


class Site:
    """A running server. RuntimeError, with the log, if it does not start."""

    def __init__(self, what, *options):
        self.folder = tempfile.TemporaryDirectory(prefix="site-")
        if isinstance(what, str):
            if options and isinstance(options[0], dict):
                files, *options = options
            else:
                files = {}
            what = {name: PREAMBLE + text if name.endswith(".py") else text
                    for name, text in {"setup.py": what, **files}.items()}
        if isinstance(what, dict):
            self.write(what)
            what = "setup.py"
        self.command = [BINARY, "--server", "127.0.0.1:0", *map(str, options), str(what)]
        self.lines, self.printed = [], []  # All that it says; what it prints.
        self.is_over = False
        self.start()

    def write(self, files):
        for name, text in files.items():
            path = pathlib.Path(self.folder.name) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def start(self):
        self.process = subprocess.Popen(
            self.command, cwd=self.folder.name, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
        self.threads = [threading.Thread(target=keep, args=kept) for kept in (
            (self.process.stderr, self.lines),
            (self.process.stdout, self.lines, self.printed))]
        for thread in self.threads:
            thread.start()
        end = time.monotonic() + PATIENCE
        while not (found := re.search(r"listening on (https?://\S+:(\d+))", self.log())):
            if self.process.poll() is not None or time.monotonic() > end:
                self.clean_up()
                raise RuntimeError("the server did not start:\n" + self.log())
            time.sleep(0.005)
        self.url, self.port = found[1], int(found[2])

    def log(self):
        """What the log says and scripts print."""
        return "\n".join(self.lines)

    def output(self):
        return "".join(line + "\n" for line in self.printed)

    def wait_for_log(self, pattern):
        eventually(lambda: re.search(pattern, self.log()), f"{pattern!r} in the log", 30)

    def client(self, **options):
        options.setdefault("timeout", 20 * SCALE)
        return plain_client.Client(self.port, **options)

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
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.wait(patience)

    def wait(self, patience=30):
        """The exit status; AssertionError if it does not come."""
        try:
            status = self.process.wait(patience * SCALE)
        except subprocess.TimeoutExpired:
            raise AssertionError("the server hangs\n" + self.log()[-3000:]) from None
        for thread in self.threads:
            thread.join()
        self.is_over = True
        return status

    def clean_up(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for thread in self.threads:
            thread.join()
        self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        try:
            if kind is None and not self.is_over:
                status = self.stop()
                assert status == 0, f"the server ended with {status}\n{self.log()[-3000:]}"
        finally:
            self.clean_up()


def keep(stream, *kept):
    with stream:
        for line in stream:
            for lines in kept:
                lines.append(line.rstrip("\n"))


def eventually(is_true, what, patience=30):
    """Waits until it is true; fails when it is not in time."""
    end = time.monotonic() + patience * SCALE
    while not is_true():
        assert time.monotonic() < end, f"still not: {what}"
        time.sleep(0.02)


def soon(claim):
    """What claim() returns, once that is true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        result = claim()
        if result:
            return result
        time.sleep(0.01)
    raise AssertionError(f"never true: {getattr(claim, '__name__', claim)}")


def run_tests(namespace, *arguments):
    """Calls each function that is named for a test, and says how many passed."""
    passed = failed = 0
    for name, test in list(namespace.items()):
        if not name.startswith("test_"):
            continue
        try:
            test(*arguments)
            passed += 1
        except Exception:
            failed += 1
            print(f"{name} failed\n{traceback.format_exc()}")
    return passed, failed


def report(passed, failed):
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


def run(tests):
    """Calls each of the functions, or those that the command line names; prints the rest."""
    wanted = sys.argv[1:]
    passed, failed = run_tests({"test_" + test.__name__: test for test in tests
                                if not wanted or test.__name__ in wanted})
    report(passed, failed)
