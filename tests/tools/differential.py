#!/usr/bin/env python3
"""Compares the interpreter with python3 on random programs, or on files.

    differential.py --binary BINARY [--kind programs|patterns] [--seeds A-B] [--seconds N]
                    [--ways plain,step,collect]
    differential.py --binary BINARY FILE...

Output must be the same, and so must the last line of an error (class and message). A program
that differs is cut down by removing lines while the difference stays, and printed. Scripts
that say `# python differs:` are not asked about. BINARY runs a script given as its first
argument, and takes the budget of a slice as its second (as tests/link/interp_alone does).
The last line is `N passed, N failed`.
"""

import argparse
import concurrent.futures
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "fuzz", "programs"))

import generate  # noqa: E402
import patterns  # noqa: E402
from writer import PRELUDE  # noqa: E402

ADDRESS = re.compile(r"0x[0-9a-f]{5,}")
SUGGESTION = re.compile(r"\. Did you mean: .*")
KINDS = {"programs": generate, "patterns": patterns}
WAYS = {"plain": ("10000", {}), "step": ("1", {}),
        "collect": ("10000", {"SCRIPTLING_TEST_COLLECT": "1"})}


class Result:
    """What a run printed, and how it ended."""

    def __init__(self, out, error, status):
        self.out = ADDRESS.sub("0x", out)
        lines = [l for l in error.strip().splitlines() if l.strip()]
        last = SUGGESTION.sub("", ADDRESS.sub("0x", lines[-1])) if status and lines else ""
        self.error = last
        self.status = status
        self.raw = error

    def crashed(self):
        return self.status not in (0, 1)

    def same(self, other):
        return (self.out, self.error, self.crashed()) == (other.out, other.error,
                                                          other.crashed())


def run(command, environment=None, timeout=20):
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=timeout, env={**os.environ, **(environment or {})})
    except subprocess.TimeoutExpired:
        return Result("", "timeout", -1000)
    return Result(done.stdout.decode("utf-8", "backslashreplace"),
                  done.stderr.decode("utf-8", "backslashreplace"), done.returncode)


class Oracle:
    """A python3 that forks for each program; one for each of our threads."""

    by_thread = threading.local()

    def __init__(self):
        command = ["python3", "-S", "-X", "utf8", "-W", "ignore",
                   os.path.join(HERE, "python_oracle.py")]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": "0"})

    # A program that takes long never ends, and nothing is learnt from it.
    def ask(self, path, seconds=1.5):
        self.process.stdin.write(f"{seconds} {path}\n")
        self.process.stdin.flush()
        status, out, error = json.loads(self.process.stdout.readline())
        return Result("", "timeout", -1000) if status == -9 else Result(out, error, status)


def ask_python(path):
    if not hasattr(Oracle.by_thread, "oracle"):
        Oracle.by_thread.oracle = Oracle()
    return Oracle.by_thread.oracle.ask(path)


def ask_ours(binary, path, way):
    budget, environment = WAYS[way]
    return run([binary, path, budget], environment, 60)


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def compare(binary, path, ways):
    """The first way in which the two differ: (way, python's result, ours), or None."""
    theirs = ask_python(path)
    if theirs.status == -1000:
        return None
    for way in ways:
        ours = ask_ours(binary, path, way)
        if "exists but is not registered" in ours.raw or "No module named" in ours.raw:
            return None  # The plain world has hardly any modules.
        if not ours.same(theirs):
            return way, theirs, ours
    return None


def first_difference(theirs, ours):
    a, b = theirs.out.splitlines(), ours.out.splitlines()
    for k in range(max(len(a), len(b))):
        left = a[k] if k < len(a) else "(nothing)"
        right = b[k] if k < len(b) else "(nothing)"
        if left != right:
            return k + 1, left, right
    return 0, "", ""


def kind_of(difference):
    """What must stay while a program is cut down."""
    way, theirs, ours = difference
    if ours.crashed():
        return way, ours.status
    _, left, right = first_difference(theirs, ours)
    plain = lambda line: re.sub(r"#?[0-9]+", "", line)[:40]
    return way, plain(left), plain(right), theirs.error[:30], ours.error[:30]


def syntax_errors(result):
    return "SyntaxError" in result.raw or "IndentationError" in result.raw


def minimise(binary, text, difference, folder, seconds):
    """Removes ever smaller runs of lines, as long as the difference stays."""
    end = time.monotonic() + seconds
    ways = [difference[0]]
    wanted = kind_of(difference)
    lines = text.removeprefix(PRELUDE).splitlines()
    start = PRELUDE if text.startswith(PRELUDE) else ""
    broken = syntax_errors(difference[1])
    size = len(lines) // 2
    while size and time.monotonic() < end:
        at = 0
        while at < len(lines) and time.monotonic() < end:
            shorter = lines[:at] + lines[at + size:]
            path = write(folder, "shorter.py", start + "\n".join(shorter) + "\n")
            found = compare(binary, path, ways)
            if found and kind_of(found) == wanted and syntax_errors(found[1]) == broken:
                lines, difference = shorter, found
            else:
                at += size
        size //= 2
    return start + "\n".join(lines) + "\n", difference


def report(name, text, difference):
    way, theirs, ours = difference
    print(f"==== {name} differs ({way}, status {ours.status})")
    print(text.removeprefix(PRELUDE).removeprefix(patterns.PRELUDE), end="")
    line, left, right = first_difference(theirs, ours)
    if line:
        print(f"---- line {line}\npython: {left}\nours:   {right}")
    if theirs.error != ours.error:
        print(f"---- error\npython: {theirs.error}\nours:   {ours.raw[-1500:].strip()}")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--kind", default="programs", choices=KINDS)
    parser.add_argument("--seeds", default="1-200", help="A-B, both included")
    parser.add_argument("--seconds", type=float, help="stop after so long")
    parser.add_argument("--ways", default="plain,step", help="of plain, step, collect")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cut", type=float, default=15, help="seconds to cut down one program")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    ways = options.ways.split(",")
    end = time.monotonic() + options.seconds if options.seconds else float("inf")
    binary = os.path.abspath(options.binary)

    def one(case):
        if time.monotonic() > end:
            return None
        with tempfile.TemporaryDirectory() as folder:
            if isinstance(case, int):
                name, text = f"seed {case}", KINDS[options.kind].program(case)
            else:
                name = case
                with open(case, encoding="utf-8") as file:
                    text = file.read()
                if "# python differs:" in text:
                    return name, text, None
            path = write(folder, "program.py", text)
            difference = compare(binary, path, ways)
            if difference and isinstance(case, int) and options.cut:
                text, difference = minimise(binary, text, difference, folder, options.cut)
            return name, text, difference

    if options.files:
        cases = []
        for path in options.files:
            if os.path.isdir(path):
                cases += sorted(os.path.join(root, name) for root, _, names in os.walk(path)
                                for name in names if name.endswith(".py"))
            else:
                cases.append(path)
    else:
        first, _, last = options.seeds.partition("-")
        cases = range(int(first), int(last or first) + 1)
    ran = differing = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        cases = iter(cases)
        while batch := list(itertools.islice(cases, 200 * options.jobs)):
            for done in pool.map(one, batch):
                if done is None:
                    continue
                ran += 1
                if done[2]:
                    differing += 1
                    report(*done)
            if sys.stderr.isatty():
                print(f"\r{ran} compared, {differing} differ", end="", file=sys.stderr)
            if time.monotonic() > end:
                break
    print(f"{ran - differing} passed, {differing} failed")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
