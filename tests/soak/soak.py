#!/usr/bin/env python3
"""Serves one of the sites beside this file under mixed load, with `kill -9` and restarts.

    soak.py --site api|webhooks|chat|cron|mapreduce|all [--seconds 10] [--kill-every S]
            [--binary PATH] [--seed N]

Clients do what clients do: they ask for what is right and what is wrong, read slowly, leave
in the middle. At the end, and at each step, it must hold that nothing acknowledged was lost,
that answers are right, that memory does not grow, that the log has no error but those that
the load provokes, and that SIGTERM ends the server with 0.

The last line is `N passed, N failed`: one for each site. A load is a module load_SITE.py with

    OPTIONS     of the command
    EXPECTED    patterns of the warnings and errors that the log may have
    STEPS       (threads, function(client, random, soak)): called again and again
    verify(client, soak)     after the last restart: raises AssertionError
"""
import argparse
import collections
import http.client
import importlib
import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests/e2e"))
SITES = ("api", "webhooks", "chat", "cron", "mapreduce")
SANITIZED = ("asan", "tsan", "dev", "fuzz")
SLACK = 6 << 20  # What allocators may keep for themselves.


class Lost(Exception):
    """The connection ended because the server was killed; whether what was asked for has
    been done is not known."""


class Server:
    """The command, in a folder of its own; it can be killed and started again."""

    def __init__(self, binary, site, options, scale):
        self.folder = tempfile.TemporaryDirectory(prefix="soak-")
        self.command = [binary, "--server", "127.0.0.1:0", "--no-access-log", *options,
                        "--kv-storage", self.folder.name, str(HERE / site / "setup.py")]
        self.scale = scale
        self.lives = 0
        self.is_up = threading.Event()
        self.log = []

    def start(self):
        self.process = subprocess.Popen(
            self.command, cwd=self.folder.name, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        listening = threading.Event()
        self.reader = threading.Thread(target=self.read_log, args=(listening,))
        self.reader.start()
        if not listening.wait(30 * self.scale) or self.process.poll() is not None:
            raise RuntimeError("the server did not start:\n" + "\n".join(self.log[-20:]))
        self.lives += 1
        self.is_up.set()

    def read_log(self, listening):
        for line in self.process.stdout:
            text = line.decode("utf-8", "replace").rstrip("\n")
            self.log.append(text)
            if found := re.search(r"listening on .*:(\d+)\b", text):
                self.port = int(found[1])
                listening.set()
        self.is_up.clear()  # Whoever sees its end: it is over.
        listening.set()

    def kill(self):
        self.is_up.clear()
        self.process.kill()
        self.process.wait()
        self.reader.join()

    def stop(self):
        """The exit status after a SIGTERM."""
        self.is_up.clear()
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(40 * self.scale)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return "nothing: it had to be killed"
        finally:
            self.reader.join()

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"RssAnon:\s+(\d+)", status)
        return int(found[1]) * 1024 if found else None


class Client:
    """Asks on one connection, kept alive."""

    def __init__(self, server, over):
        self.server, self.over = server, over
        self.connection = None

    def wait_for_server(self):
        while not self.server.is_up.wait(0.1):
            if self.over.is_set():
                raise Lost
        return self.server.lives

    def ask(self, method, path, body=None, headers=()):
        """(status, body); JSON as data. Raises Lost if the server was killed meanwhile."""
        life = self.wait_for_server()
        if not isinstance(body, (bytes, str, type(None))):
            body = json.dumps(body)
        try:
            if self.connection is None or self.life != life:
                self.close()
                self.life = life
                self.connection = http.client.HTTPConnection(
                    "127.0.0.1", self.server.port, timeout=60 * self.server.scale)
            data = body.encode() if isinstance(body, str) else body
            self.connection.request(method, path, data, dict(headers))
            answer = self.connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.close()
            self.reraise_unless_killed(life)
        if answer.getheader("Content-Type", "").startswith("application/json"):
            return answer.status, json.loads(content)
        return answer.status, content.decode()

    def reraise_unless_killed(self, life):
        """Within `except`: what the kill explains becomes Lost."""
        for _ in range(20):  # The end of the connection may be seen before that of the process.
            if self.server.lives != life or not self.server.is_up.is_set():
                raise Lost from None
            time.sleep(0.05)
        raise

    def raw(self, data, read=1 << 16, wait=0.0):
        """Sends bytes, reads some and leaves with a reset: a client that goes in the middle."""
        life = self.wait_for_server()
        try:
            with socket.create_connection(("127.0.0.1", self.server.port),
                                          timeout=60 * self.server.scale) as connection:
                connection.sendall(data)
                time.sleep(wait)
                got = connection.recv(read) if read else b""
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                return got
        except OSError:
            self.reraise_unless_killed(life)

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


class Soak:
    """One site under load."""

    def __init__(self, site, options):
        self.load = importlib.import_module("load_" + site)
        self.options = options
        self.is_sanitized = any(word in options.binary for word in SANITIZED)
        self.scale = 6 if self.is_sanitized else 1
        self.server = Server(options.binary, site, self.load.OPTIONS, self.scale)
        self.over = threading.Event()
        self.counts = collections.Counter()
        self.failures = []
        self.samples = {}  # The memory of each life.
        self.lock = threading.Lock()

    def fail(self, what):
        with self.lock:
            self.failures.append(what)
        self.over.set()

    def run(self):
        self.server.start()
        try:
            workers = [threading.Thread(target=self.work, args=(step, number))
                       for count, step in self.load.STEPS for number in range(count)]
            for thread in workers:
                thread.start()
            self.watch()
            self.over.set()
            for thread in workers:
                thread.join()
            if not self.failures:
                self.finish()
        except Exception:
            self.fail(traceback.format_exc())
        finally:
            if self.server.process.poll() is None:
                self.server.kill()
        self.check_log()
        self.check_memory()
        return self.failures

    def work(self, step, number):
        rng = random.Random(f"{self.options.seed} {step.__name__} {number}")
        client = Client(self.server, self.over)
        client.number = number
        while not self.over.is_set():
            try:
                step(client, rng, self)
                self.counts[step.__name__] += 1
            except Lost:
                self.counts["lost"] += 1
            except Exception:
                self.fail(f"{step.__name__}: {traceback.format_exc()}")
        client.close()

    def watch(self):
        """Until the time is up: looks at memory, kills and restarts."""
        begin = time.monotonic()
        next_kill = begin + self.options.kill_every
        while not self.over.wait(0.25) and time.monotonic() < begin + self.options.seconds:
            self.sample()
            if self.server.process.poll() is not None:
                self.fail(f"the server ended by itself with {self.server.process.poll()}")
            elif time.monotonic() > next_kill:
                self.server.kill()
                self.server.start()
                next_kill = time.monotonic() + self.options.kill_every

    def sample(self):
        memory = self.server.memory()
        if memory:
            self.samples.setdefault(self.server.lives, []).append(memory)

    def finish(self):
        """What is on disk, after a last kill; then the orderly end."""
        self.settle()
        self.server.kill()
        self.server.start()
        client = Client(self.server, threading.Event())
        self.load.verify(client, self)
        client.close()
        status = self.server.stop()
        if status != 0:
            self.fail(f"SIGTERM ended it with {status}")

    def settle(self):
        """What must hold once all clients have left, before the last kill."""
        settled = getattr(self.load, "settled", None)
        if settled is None:
            return
        client = Client(self.server, threading.Event())
        eventually(lambda: settled(client, self), settled.__doc__, 20 * self.scale)
        client.close()

    def check_log(self):
        for line in self.server.log:
            if re.search(r"\b(ERROR|WARN|WARNING|FATAL)\b", line) and not any(
                    re.search(pattern, line) for pattern in self.load.EXPECTED):
                self.fail("the log says: " + line)
        for sign in ("Sanitizer", "MemoryError", "SystemError", "internal error"):
            lines = [n for n, line in enumerate(self.server.log) if sign in line]
            if lines:
                self.fail("\n".join(self.server.log[max(0, lines[0] - 10):lines[0] + 60]))
        if self.failures:
            self.failures.append("the log ends with\n" + "\n".join(self.server.log[-30:]))

    def check_memory(self):
        """In each life that was long enough, the lowest of the last third is not above the
        highest of the second."""
        judged = 0
        for life, samples in self.samples.items():
            third = len(samples) // 3
            if self.is_sanitized or third < 10:  # Sanitizers keep what was freed.
                continue
            judged += 1
            before, after = max(samples[third:2 * third]), min(samples[2 * third:])
            if after > before + SLACK:
                self.fail(f"life {life}: memory grew from {before >> 20} to {after >> 20} MB")
        highest = max((max(samples) for samples in self.samples.values()), default=0)
        print(f"    at most {highest >> 20} MB in {self.server.lives} lives, "
              f"{judged} long enough to judge the trend")


def eventually(is_true, what, patience):
    end = time.monotonic() + patience
    while not is_true():
        assert time.monotonic() < end, f"still not: {what}"
        time.sleep(0.05)


def main():
    parser = argparse.ArgumentParser(description="Sites under mixed load, killed and restarted.")
    parser.add_argument("--site", default="all", choices=SITES + ("all",))
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--kill-every", type=float, help="default: a third of it, at most 180")
    parser.add_argument("--binary", default=str(ROOT / "build/release/scriptling"))
    parser.add_argument("--seed", type=int, default=random.randrange(10 ** 6))
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    options.kill_every = options.kill_every or min(180, options.seconds / 3)
    passed = failed = 0
    for site in SITES if options.site == "all" else (options.site,):
        soak = Soak(site, options)
        failures = soak.run()
        counts = ", ".join(f"{count} {name}" for name, count in sorted(soak.counts.items()))
        print(f"{site}, seed {options.seed}: {counts}", flush=True)
        passed, failed = passed + (not failures), failed + bool(failures)
        for failure in failures[:5] + failures[-1:]:
            print(f"FAILED {site}: " + failure.rstrip().replace("\n", "\n    "), flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
