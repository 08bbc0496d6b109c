#!/usr/bin/env python3
"""Compares the interpreter with python3 on random programs, or on files.

    differential.py --binary BINARY [--kind programs|patterns|containers] [--seeds A-B]
                    [--seconds N] [--ways plain,step,collect,collect7,collect101,small]
    differential.py --binary BINARY FILE...

Output must be the same, and so must the last line of an error (class and message). A program
that differs is cut down by removing lines while the difference stays, and printed. Scripts
that say `# python differs:` are not asked about. BINARY runs the scripts of the arguments
after the first, which is the budget of a slice (as tests/link/interp_alone does); programs
that catch what they raise go through one process in batches.

A program that python3 does not finish, or that ours refuses for want of a module, shows
nothing: it is counted apart. Fewer compared than --least is a failure. The last line is
`N passed, N failed`.
"""

import argparse
import collections
import concurrent.futures
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "fuzz", "programs"))

import containers  # noqa: E402
import generate  # noqa: E402
import patterns  # noqa: E402
import writer  # noqa: E402

# Debian's, where another stands before it.
PYTHON = next(p for p in ("/usr/bin/python3", "python3") if shutil.which(p))
ADDRESS = re.compile(r"0x[0-9a-f]{5,}")
MARK = re.compile(r"\x1e(-?\d+)\n")
SUGGESTION = re.compile(r"\. Did you mean: .*")
KINDS = {"programs": generate, "patterns": patterns, "containers": containers}
PRELUDES = [writer.PRELUDE, patterns.PRELUDE, containers.PRELUDE]
WAYS = {"plain": ("10000", {}), "step": ("1", {}), "small": ("10000", {"SCRIPTLING_TEST_MEMORY": "12"}),
        "collect": ("10000", {"SCRIPTLING_TEST_COLLECT": "1"}),
        "collect7": ("10000", {"SCRIPTLING_TEST_COLLECT": "7"}),
        "collect101": ("10000", {"SCRIPTLING_TEST_COLLECT": "101"})}
BATCH = 25
SECONDS = 60  # For one program of ours.
UNFINISHED, REFUSED = "unfinished by python3", "refused by ours"


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


def run(command, environment, timeout):
    """(standard output, standard error, status), as far as they came in time."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=timeout, env={**os.environ, **environment})
        out, error, status = done.stdout, done.stderr, done.returncode
    except subprocess.TimeoutExpired as late:
        out, error, status = late.stdout or b"", late.stderr or b"", -1000
    return out.decode("utf-8", "backslashreplace"), error.decode("utf-8", "backslashreplace"), status


class Oracle:
    """A python3 that forks for each program; one for each of our threads."""

    by_thread = threading.local()

    def __init__(self):
        command = [PYTHON, "-S", "-X", "utf8", "-W", "ignore",
                   os.path.join(HERE, "python_oracle.py")]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": "0"})

    # A program that takes long never ends, and nothing is learnt from it.
    def ask(self, path, seconds=5):
        self.process.stdin.write(f"{seconds} {path}\n")
        self.process.stdin.flush()
        status, out, error = json.loads(self.process.stdout.readline())
        return Result("", "timeout", -1000) if status == -9 else Result(out, error, status)


def ask_python(path):
    if not hasattr(Oracle.by_thread, "oracle"):
        Oracle.by_thread.oracle = Oracle()
    return Oracle.by_thread.oracle.ask(path)


def ask_ours(binary, paths, way):
    """What each of `paths` prints. Of a process that dies the next begins with what is left."""
    budget, environment = WAYS[way]
    results = []
    while left := paths[len(results):]:
        command = [binary, left[0], budget, *left[1:]]
        out, error, status = run(command, environment, SECONDS + len(left))
        if len(left) == 1:
            results.append(Result(out, error or "timeout", status))
            break
        # After each program stands a line on both streams, with its status.
        outs, errors = MARK.split(out), MARK.split(error)
        whole = min(len(outs), len(errors)) // 2
        results += [Result(outs[2 * n], errors[2 * n], int(outs[2 * n + 1])) for n in range(whole)]
        if whole < len(left):
            out, error, status = run([binary, left[whole], budget], environment, SECONDS)
            results.append(Result(out, error or "timeout", status))
    return results


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def compare_all(binary, paths, ways):
    """For each path None, UNFINISHED, REFUSED or the first way in which the two differ: (way,
    python's result, ours)."""
    theirs = [ask_python(path) for path in paths]
    verdicts = [UNFINISHED if result.status < 0 else None for result in theirs]
    for way in ways:
        asked = [n for n, verdict in enumerate(verdicts) if verdict is None]
        for n, ours in zip(asked, ask_ours(binary, [paths[n] for n in asked], way)):
            if "exists but is not registered" in ours.raw or "No module named" in ours.raw:
                verdicts[n] = REFUSED
            elif not ours.same(theirs[n]):
                verdicts[n] = way, theirs[n], ours
    return verdicts


def compare(binary, path, ways):
    """The first difference, or None."""
    verdict = compare_all(binary, [path], ways)[0]
    return verdict if isinstance(verdict, tuple) else None


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
    start = next(filter(text.startswith, PRELUDES), "")
    lines = text.removeprefix(start).splitlines()
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
    print(text.removeprefix(next(filter(text.startswith, PRELUDES), "")), end="")
    line, left, right = first_difference(theirs, ours)
    if line:
        print(f"---- line {line}\npython: {left}\nours:   {right}")
    if theirs.error != ours.error:
        print(f"---- error\npython: {theirs.error}\nours:   {ours.raw[-1500:].strip()}")
    sys.stdout.flush()


def find_files(paths):
    for path in paths:
        if os.path.isdir(path):
            yield from sorted(os.path.join(root, name) for root, _, names in os.walk(path)
                              for name in names if name.endswith(".py"))
        else:
            yield path


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--kind", default="programs", choices=KINDS)
    parser.add_argument("--seeds", default="1-200", help="A-B, both included")
    parser.add_argument("--seconds", type=float, help="stop after so long")
    parser.add_argument("--ways", default="plain,step", help="of " + ", ".join(WAYS))
    parser.add_argument("--batch", type=int, default=BATCH, help="programs for each process")
    parser.add_argument("--least", type=int, default=1, help="fewer compared is a failure")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cut", type=float, default=15, help="seconds to cut down one program")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    ways = options.ways.split(",")
    end = time.monotonic() + options.seconds if options.seconds else float("inf")
    binary = os.path.abspath(options.binary)

    def text_of(case):
        if isinstance(case, int):
            return KINDS[options.kind].program(case)
        with open(case, encoding="utf-8") as file:
            return file.read()

    def judge(batch):
        """[(name, text, verdict)] of the batch; nothing when the time is over."""
        if time.monotonic() > end:
            return []
        texts = [text_of(case) for case in batch]
        with tempfile.TemporaryDirectory() as folder:
            paths = [write(folder, f"p{n}.py", text) for n, text in enumerate(texts)]
            verdicts = compare_all(binary, paths, ways)
            for n, (case, verdict) in enumerate(zip(batch, verdicts)):
                if isinstance(verdict, tuple) and isinstance(case, int) and options.cut:
                    texts[n], verdicts[n] = minimise(binary, texts[n], verdict, folder, options.cut)
        names = [f"seed {case}" if isinstance(case, int) else case for case in batch]
        return list(zip(names, texts, verdicts))

    if options.files:
        cases = [case for case in find_files(options.files)
                 if "# python differs:" not in text_of(case)]
    else:
        first, _, last = options.seeds.partition("-")
        cases = range(int(first), int(last or first) + 1)
    counts = collections.Counter()
    cases = iter(cases)
    batches = iter(lambda: list(itertools.islice(cases, options.batch)), [])
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        while some := list(itertools.islice(batches, 8 * options.jobs)):
            for judged in pool.map(judge, some):
                for name, text, verdict in judged:
                    counts["differ" if isinstance(verdict, tuple) else verdict or "same"] += 1
                    if isinstance(verdict, tuple):
                        report(name, text, verdict)
            if sys.stderr.isatty():
                print(f"\r{dict(counts)}", end="", file=sys.stderr)
            if time.monotonic() > end:
                break
    for nothing in (UNFINISHED, REFUSED):
        if counts[nothing]:
            print(f"{counts[nothing]} {nothing}")
    failed = counts["differ"]
    if counts["same"] + failed < options.least:
        print(f"only {counts['same'] + failed} programs were compared, not {options.least}")
        failed += 1
    print(f"{counts['same']} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
