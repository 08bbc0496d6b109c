#!/usr/bin/env python3
"""Runs .http tests: a real server, real bytes, one expected answer for each request.

The top of a file prepares the site, the rest is requests and answers, separated by
lines of `====`; tests/README.md shows the words. Every file gets a server and a folder
of its own, and the server must end with status 0 when it is told to stop.

    http_runner.py [--binary PATH] FILE-OR-FOLDER...

The last line is `N passed, N failed`; the status is 0 when nothing failed.
"""
import argparse
import concurrent.futures
import http.client
import json
import os
import pathlib
import queue
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
METHOD = re.compile(r"(GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS|RAW)\b")
HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*): ?(.*)")
PREAMBLE = "import scriptling.runtime as runtime\n"


class Malformed(Exception):
    """The test file itself is wrong."""


class Answer:
    """What one answer should be."""

    def __init__(self, lines):
        status, _, self.content_type = lines[0].partition(" ")
        if not status.isdigit():
            raise Malformed(f"a status was expected, not {lines[0]!r}")
        self.status = int(status)
        self.content_type = self.content_type.strip()
        self.headers, self.absent, self.times = [], [], []
        index = 1
        while index < len(lines):
            timed = re.fullmatch(r"time ([<>]) ([0-9.]+)", lines[index])
            header = HEADER.fullmatch(lines[index])
            if timed:
                self.times.append((timed[1], float(timed[2])))
            elif lines[index].startswith("!"):
                self.absent.append(lines[index][1:])
            elif header:
                self.headers.append((header[1], header[2]))
            else:
                break
            index += 1
        has_body = index < len(lines)
        if has_body and not lines[index] and index > 1:
            index += 1  # The blank line between headers and body.
        self.body = "\n".join(lines[index:]) if has_body else None

    def differs(self, got, body, seconds):
        """The first difference in words; None when the answer is as it should be."""
        text = body.decode("utf-8", "replace")
        if got.status != self.status:
            return f"status {got.status}, not {self.status}\n{text[:2000]}"
        kind = got.getheader("Content-Type") or ""
        if self.content_type and self.content_type not in (kind, kind.partition(";")[0]):
            return f"type {kind!r}, not {self.content_type!r}"
        for name, value in self.headers:
            values = got.headers.get_all(name) or []
            if not any(matches(value, each) for each in values):
                return f"header {name} is {values}, not {value!r}"
        for name in self.absent:
            if got.getheader(name) is not None:
                return f"header {name} should not be there"
        for sign, limit in self.times:
            if (seconds >= limit) if sign == "<" else (seconds <= limit):
                return f"took {seconds:.3f} s, not {sign} {limit}"
        if self.body is not None and not self.same_body(text, kind):
            return f"body\n{text[:2000]}\nnot\n{self.body}"
        return None

    def same_body(self, text, kind):
        if "json" in kind and not self.body.startswith("~"):
            try:
                return json.loads(text) == json.loads(self.body)
            except ValueError:
                return False
        return matches(self.body, text.rstrip("\n"))


def matches(expected, text):
    """Text equals what is expected, or matches the whole pattern after a `~`."""
    if expected.startswith("~"):
        return re.fullmatch(expected[1:].strip(), text, re.DOTALL) is not None
    return expected == text


class Exchange:
    """One request and its answer; a RAW one may have several answers."""

    def __init__(self, lines):
        parts = [[]]
        for line in lines:
            if line == "----":
                parts.append([])
            else:
                parts[-1].append(line)
        request, answers = parts[0], parts[1:]
        if not answers:
            raise Malformed(f"no answer after {request[0]!r}")
        self.name = request[0]
        self.raw = self.name == "RAW"
        self.answers = [Answer(strip_end(answer)) for answer in answers]
        if self.raw:
            self.bytes = b"".join(raw_line(line) for line in request[1:])
            return
        self.method, self.path = self.name.split(None, 1)
        end = request.index("") if "" in request else len(request)
        self.headers = [HEADER.fullmatch(line).groups() for line in request[1:end]]
        body = "\n".join(strip_end(request[end + 1:]))
        self.body = body.encode() if body else None

    def run(self, site):
        if self.raw:
            return self.run_raw(site)
        began = time.monotonic()
        got, body = site.request(self)
        return self.answers[0].differs(got, body, time.monotonic() - began)

    def run_raw(self, site):
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection:
            connection.sendall(self.bytes)
            stream = Stream(connection.makefile("rb"))
            for answer in self.answers:
                got = http.client.HTTPResponse(stream)
                got.begin()
                problem = answer.differs(got, got.read(), time.monotonic() - began)
                if problem:
                    return problem
        return None


class Stream:
    """A socket's file that stays open from one answer to the next."""

    def __init__(self, file):
        self.file = file

    def makefile(self, mode):
        return self

    def close(self):
        pass

    def __getattr__(self, name):
        return getattr(self.file, name)


def raw_line(line):
    """The bytes of a line with its CRLF, unless it ends in a backslash."""
    ended = not line.endswith("\\")
    text = line if ended else line[:-1]
    text = re.sub(r"\\(r|n|t|x[0-9a-fA-F]{2})",
                  lambda m: {"r": "\r", "n": "\n", "t": "\t"}.get(m[1])
                  or chr(int(m[1][1:], 16)), text)
    return text.encode("latin-1") + (b"\r\n" if ended else b"")


def strip_end(lines):
    lines = list(lines)
    while lines and not lines[-1]:
        lines.pop()
    return lines


class Test:
    """A .http file: what the site is made of, then its exchanges."""

    def __init__(self, path):
        self.path = path
        self.setup, self.files, self.options, self.logs = [], {}, [], []
        self.skip = None
        lines = path.read_text(encoding="utf-8").splitlines()
        start = next((n for n, line in enumerate(lines) if METHOD.match(line)), None)
        if start is None:
            raise Malformed("no request")
        self.read_site(lines[:start])
        self.exchanges, block = [], []
        for line in lines[start:] + ["===="]:
            if line == "====":
                self.exchanges.append(Exchange(strip_end(block)))
                block = []
            elif block or line:
                block.append(line)

    def read_site(self, lines):
        index = 0
        while index < len(lines):
            word, _, indented = lines[index].partition(" ")
            rest, index = indented.strip(), index + 1
            if word in ("handlers", "file"):
                begin = index
                while index < len(lines) and (not lines[index] or lines[index][0] == " "):
                    index += 1
                text = textwrap.dedent("\n".join(strip_end(lines[begin:index])) + "\n")
                if word == "file":
                    self.files[rest] = text
                else:
                    self.files[(rest or "handlers") + ".py"] = PREAMBLE + text
            elif word == "setup":
                self.setup.append(indented.rstrip())
            elif word == "options":
                self.options += shlex.split(rest)
            elif word == "log":
                self.logs.append(rest)
            elif word == "skip":
                self.skip = rest
            elif word and not word.startswith("#"):
                raise Malformed(f"unknown word {word!r}")

    def run(self, binary, scale, after_round=lambda number, site: False):
        """A list of problems in words. The exchanges are repeated while there are none and
        after_round(number of the round, site) is true."""
        with tempfile.TemporaryDirectory(prefix="site-") as folder:
            for name, text in self.files.items():
                file = pathlib.Path(folder) / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            setup = pathlib.Path(folder) / "setup.py"
            setup.write_text(PREAMBLE + textwrap.dedent("\n".join(self.setup)) + "\n", encoding="utf-8")
            site = Site(binary, folder, self.options, scale)
            problems = []
            try:
                if site.start():
                    number, again = 0, True
                    while again and not problems:
                        for exchange in self.exchanges:
                            problem = attempt(exchange, site)
                            if problem:
                                problems.append(f"{exchange.name}: {problem}")
                        number, again = number + 1, after_round(number, site)
                else:
                    problems.append("the server did not start")
            finally:
                status = site.stop()
            if status != 0 and "did not start" not in "".join(problems):
                problems.append(f"the server ended with status {status}, not 0")
            for text in self.logs:
                if text not in site.log():
                    problems.append(f"the log does not say {text!r}")
            if problems:
                tail = site.log().splitlines()[-30:]
                problems.append("the server's log:\n" + "\n".join(tail))
            return problems


def attempt(exchange, site):
    try:
        return exchange.run(site)
    except (OSError, http.client.HTTPException) as error:
        return f"no answer: {type(error).__name__}: {error}"


class Site:
    """A running server and one kept-alive connection to it."""

    def __init__(self, binary, folder, options, scale):
        self.command = [binary, "--server", "127.0.0.1:0"] + options + ["setup.py"]
        self.folder = folder
        self.scale = scale
        self.port = self.connection = None
        self.lines = []

    def start(self):
        self.process = subprocess.Popen(self.command, cwd=self.folder,
                                        stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, start_new_session=True)
        ports = queue.Queue()
        self.reader = threading.Thread(target=self.read_log, args=(ports,))
        self.reader.start()
        try:
            self.port = ports.get(timeout=10 * self.scale)
        except queue.Empty:
            pass
        return self.port is not None

    def read_log(self, ports):
        for line in self.process.stderr:
            text = line.decode("utf-8", "replace").rstrip("\n")
            self.lines.append(text)
            found = re.search(r"listening on .*?:(\d+)\b", text)
            if found:
                ports.put(int(found[1]))
        ports.put(None)

    def request(self, exchange):
        """Sends on the kept connection, or on a new one if the server closed it."""
        for fresh in (False, True):
            if fresh or self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                             timeout=15 * self.scale)
            try:
                return self.send(exchange)
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self.connection.close()
                if fresh:
                    raise
        raise AssertionError

    def send(self, exchange):
        given = {name.lower() for name, _ in exchange.headers}
        self.connection.putrequest(exchange.method, exchange.path,
                                   skip_host="host" in given, skip_accept_encoding=True)
        for name, value in exchange.headers:
            self.connection.putheader(name, value)
        if exchange.body is not None and not given & {"content-length",
                                                      "transfer-encoding"}:
            self.connection.putheader("Content-Length", str(len(exchange.body)))
        self.connection.endheaders(exchange.body)
        got = self.connection.getresponse()
        return got, got.read()

    def stop(self):
        if self.connection:
            self.connection.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(timeout=15 * self.scale)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            status = "none: it had to be killed"
        self.reader.join(timeout=5)
        return status

    def log(self):
        return "\n".join(self.lines)


def shown(path):
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def check(path, options):
    try:
        test = Test(path)
    except (Malformed, ValueError, AttributeError) as error:
        return path, [f"malformed test: {error}"], None
    if test.skip:
        return path, [], test.skip
    return path, test.run(options.binary, options.scale), None


def main():
    parser = argparse.ArgumentParser(description="Runs .http tests.")
    parser.add_argument("paths", nargs="+", metavar="FILE-OR-FOLDER")
    parser.add_argument("--binary", default=str(ROOT / "build/release/scriptling"))
    parser.add_argument("--scale", type=float, default=1, help="of every timeout")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    if not os.path.exists(options.binary):
        parser.error(f"{options.binary} is not there; ./dev build makes it")
    files = []
    for path in map(pathlib.Path, options.paths):
        files += sorted(path.rglob("*.http")) if path.is_dir() else [path]
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for path, problems, skip in pool.map(lambda file: check(file.resolve(), options),
                                             files):
            if skip:
                print(f"skipped {shown(path)}: {skip}")
                continue
            passed, failed = passed + (not problems), failed + bool(problems)
            for problem in problems:
                text = problem.replace("\n", "\n    ")
                print(f"FAILED {shown(path)}\n    {text}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
