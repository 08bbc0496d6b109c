"""A server under test: a folder of its own, the command, its log, an orderly end."""
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SCRIPTLING", str(ROOT / "build/release/scriptling"))
PATIENCE = 30  # Seconds: what takes longer than that does not come.


class Site:
    """`with Site({"setup.py": ...}, "--max-requests", "4") as site:` serves those files;
    `Site(path_of_a_setup_script)` serves what is there."""

    def __init__(self, what, *options):
        self.folder = None
        if isinstance(what, dict):
            self.folder = tempfile.TemporaryDirectory()
            for name, text in what.items():
                (pathlib.Path(self.folder.name) / name).write_text(text)
            what = pathlib.Path(self.folder.name) / "setup.py"
        self.process = subprocess.Popen(
            [BINARY, "--server", "127.0.0.1:0", *options, str(what)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines, self.printed = [], []
        self.threads = [threading.Thread(target=keep, args=kept) for kept in (
            (self.process.stderr, self.lines), (self.process.stdout, self.printed))]
        for thread in self.threads:
            thread.start()
        self.url = self.wait_for_log(r"listening on (https?://\S+:\d+)")
        self.port = int(self.url.rsplit(":")[-1])

    def log(self):
        return "".join(self.lines)

    def output(self):
        return "".join(self.printed)

    def wait_for_log(self, pattern):
        def found():
            match = re.search(pattern, self.log())
            return match and match[match.re.groups]
        try:
            return soon(found)
        except AssertionError:
            raise AssertionError(f"no {pattern!r} in the log:\n{self.log()[-3000:]}") from None

    def memory(self):
        """Bytes in use by the process."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024

    def stop(self):
        """Ends it as an administrator does; it must end with 0."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = "a hang"
        for thread in self.threads:
            thread.join()
        if self.folder:
            self.folder.cleanup()
        assert status == 0, f"the server ended with {status}\n{self.log()}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def keep(stream, lines):
    with stream:
        for line in stream:
            lines.append(line)


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
