#!/usr/bin/env python3
"""Runs the long programs of tests/scripts/programs in every hostile way.

A way is a form and a stress, as in `handler+collect7`. The forms: `script`; `task` and
`run` import the program in an environment of its own; `handler` does so for each of three
requests to one server. The stresses: none, `slice` (of one instruction), and a collection
at every 1st, 7th or 101st allocation. Whatever the way, a program must print what it
is expected to print, and the process must end in order.

    hostile_runner.py [--binary PATH] [--ways WAY,...] [PROGRAM...]
    hostile_runner.py --seconds 100 [--turn N]

With --seconds the ways are dealt out, so that each program is met in some and each way by
some programs, another deal for each turn (the day, if it is not said), until the time is
over. Meant for the build with sanitizers. The last line is `N passed, N failed`.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import zlib

from script_runner import ROOT, Script, compare_lines, shown

FORMS = ("script", "task", "run", "handler")
STRESSES = {"": [], "slice": ["--test-slice=1"], "collect1": ["--test-collect"],
            "collect7": ["--test-collect=7"], "collect101": ["--test-collect=101"]}
WAYS = [form + ("+" + stress if stress else "") for form in FORMS for stress in STRESSES]
REQUESTS = 3

WHOLE = """import contextlib
import io
import scriptling.runtime as runtime


def whole():
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        import PROGRAM
    return text.getvalue()


def handle(request):
    return whole()
"""
DRIVERS = {
    "task": WHOLE + 'print(runtime.background("whole", whole).get(), end="")\n',
    "run": WHOLE + 'print(runtime.run(whole).get(), end="")\n',
    "handler": 'import scriptling.runtime as runtime\nruntime.http.get("/", "whole.handle")\n',
}


class Failure(Exception):
    pass


def finish(process, seconds):
    """Its output and errors; kills it when it takes longer."""
    try:
        out, error = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise Failure(f"still running after {seconds:.0f} s") from None
    if process.returncode != 0:
        raise Failure(f"status {process.returncode}\n{error[-6000:]}")
    return out


def start(command, folder):
    return subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                            errors="backslashreplace", start_new_session=True)


class Server:
    """The program behind a route, while its log is read to the end."""

    def __init__(self, command, folder):
        self.process = start(command, folder)
        self.lines, self.port, self.is_up = [], None, threading.Event()
        self.readers = [threading.Thread(target=self.read, args=(stream,))
                        for stream in (self.process.stdout, self.process.stderr)]
        for reader in self.readers:
            reader.start()

    def read(self, stream):
        for line in stream:
            self.lines.append(line)
            if found := re.search(r"listening on .*:(\d+)\b", line):
                self.port = int(found[1])
                self.is_up.set()

    def ask(self, seconds):
        if not self.is_up.wait(60):
            raise Failure("the server did not start")
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=seconds) as answer:
            return answer.read().decode("utf-8")

    def stop(self, patience=60):
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            status = self.process.wait()
        for reader in self.readers:
            reader.join()
        return status


def serve(command, folder, seconds):
    server = Server([*command, "--handler-timeout", str(seconds), "--server", "127.0.0.1:0",
                     "setup.py"], folder)
    answers, problem = [], None
    try:
        answers = [server.ask(seconds) for _ in range(REQUESTS)]
    except (OSError, Failure) as e:
        problem = f"{type(e).__name__}: {e}"
    status = server.stop()
    if problem or status != 0:
        raise Failure(f"{problem}; the server ended with {status}\n{''.join(server.lines)[-6000:]}")
    return answers


def run_one_way(binary, script, way, seconds):
    """What is wrong; None when nothing is."""
    form, _, stress = way.partition("+")
    command = [binary, *STRESSES[stress]]
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        folder = pathlib.Path(name)
        try:
            if form == "script":
                printed = [finish(start([*command, str(script.path)], name), seconds)]
            else:
                (folder / script.path.name).write_bytes(script.path.read_bytes())
                driver = DRIVERS[form].replace("PROGRAM", script.path.stem)
                (folder / "setup.py").write_text(driver)
                (folder / "whole.py").write_text(WHOLE.replace("PROGRAM", script.path.stem))
                printed = (serve(command, name, seconds) if form == "handler" else
                           [finish(start([*command, "setup.py"], name), seconds)])
        except Failure as e:
            return str(e)
    problems = [compare_lines(script.expected[0], text.splitlines()) for text in printed]
    return next(filter(None, problems), None)


def deal(scripts, turn):
    """(script, way) for ever, each once: in round k a program gets the k-th way after one
    that hangs on its name and the turn."""
    for k in range(len(WAYS)):
        for script in scripts:
            first = zlib.crc32(f"{script.path.stem} {turn}".encode())
            yield script, WAYS[(first + k * 7) % len(WAYS)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=str(ROOT / "build/dev/scriptling"))
    parser.add_argument("--ways", type=lambda text: text.split(","))
    parser.add_argument("--seconds", type=float, help="deal ways out for so long")
    parser.add_argument("--turn", type=int, default=int(time.time() // 86400))
    parser.add_argument("--limit", type=float, default=900, help="seconds for one program")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("programs", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    unknown = set(options.ways or ()) - set(WAYS)
    if unknown:
        parser.error(f"no such way: {', '.join(sorted(unknown))}; there are {', '.join(WAYS)}")
    paths = options.programs or sorted((ROOT / "tests/scripts/programs").glob("*.py"))
    scripts = [Script(path.resolve()) for path in paths]
    ways = options.ways or WAYS
    cases = deal(scripts, options.turn) if options.seconds else (
        (script, way) for script in scripts for way in ways)
    cases = [(script, way) for script, way in cases if way in ways]
    end = time.monotonic() + options.seconds if options.seconds else float("inf")

    def one(case):
        if time.monotonic() > end:
            return case, None, 0.0
        began = time.monotonic()
        problem = run_one_way(options.binary, *case, options.limit)
        return case, problem, time.monotonic() - began

    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for (script, way), problem, took in pool.map(one, cases):
            passed += took > 0 and problem is None
            failed += problem is not None
            if problem:
                text = problem.replace("\n", "\n    ")
                print(f"FAILED {shown(script.path)} ({way})\n    {text}", flush=True)
            elif took > 20 and not options.seconds:
                print(f"{shown(script.path)} ({way}) took {took:.0f} s", flush=True)
    if passed + failed < min(len(cases), 20):
        print(f"only {passed + failed} of {len(cases)} were run")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
