#!/usr/bin/env python3
"""Repeats scripts and requests in a small heap: what is done again and again stays flat.

The body of a script becomes the body of a loop; after each round its named objects are
deleted, its stores cleared and what it left running is cancelled, so that each round finds
what the first found. An .http file's requests are sent again and again to one server. Either
fails if the memory of the process grows after the first hundred rounds, or if any
environment runs out of its heap.

    flat.py [--binary PATH] [--rounds 2000] [--seconds 20] FILE-OR-FOLDER...
    flat.py --part 3/40 ...      every 40th file from the third: a rotating part for CI

What cannot be repeated is named with the reason. A file that is slow gets as many rounds as
fit in `--seconds`; what does not come to 300 in three times as long is named too.

The last line is `N passed, N failed`.
"""
import argparse
import concurrent.futures
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import tokenize

import http_runner
import script_runner

ROOT = pathlib.Path(__file__).resolve().parents[2]
MEMORY = "24M"
WARM_UP, FEWEST, STEP = 100, 300, 25
PATIENCE = 60  # Seconds for one round.
# What may come and go without being a leak: a heap collects after 256 KB at the latest when
# little is alive, and each thread's allocator keeps pages of its own.
SLACK = 1 << 20
NAMED = re.compile(r"\b(Atomic|Shared|Queue|Lock|Semaphore|WaitGroup)\(\s*\"([^\"]+)\"")
LOOP = """\
import scriptling.runtime as flat_runtime
import sys as flat_sys

flat_started = []


def flat_keep(start):
    def starts(*args, **kwargs):
        promise = start(*args, **kwargs)
        flat_started.append(promise)
        return promise
    return starts


flat_runtime.run = flat_keep(flat_runtime.run)
flat_runtime.background = flat_keep(flat_runtime.background)
flat_runtime.supervise = flat_keep(flat_runtime.supervise)


def flat_end_round():
    for promise in flat_started:
        if promise is not None:
            promise.cancel()
    for promise in flat_started:
        try:
            if promise is not None:
                promise.wait()
        except MemoryError:
            raise
        except BaseException:
            pass
    flat_started.clear()
    for kind, name in {names}:
        flat_runtime.sync.delete(kind, name)
    flat_runtime.kv.clear()


for flat_round in range({rounds}):
    try:
{body}
        pass
    except MemoryError:
        raise
    except BaseException:
        pass
    flat_end_round()
    flat_sys.stderr.write("flat round " + str(flat_round) + "\\n")
    if flat_round % {step} == 0:
        input()  # Until it has been weighed.
"""


class Samples:
    """Memory of a process, by rounds."""

    def __init__(self, pid, options):
        self.pid, self.options = pid, options
        self.taken, self.rounds = [], 0
        self.began = time.monotonic()

    def take(self, rounds):
        """Looks each STEP rounds; False when it is enough."""
        self.rounds, seconds = rounds, time.monotonic() - self.began
        if rounds % STEP:
            return seconds < 3 * self.options.seconds
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        memory = re.search(r"RssAnon:\s+(\d+)", status)
        if memory:  # It has not ended meanwhile.
            self.taken.append((rounds, int(memory[1]) * 1024))
        return seconds < self.options.seconds * (1 if rounds >= FEWEST else 3)

    def verdict(self):
        """(problem, reason why there is no telling)"""
        if self.rounds < FEWEST:
            return None, f"slow: {self.rounds} rounds in {3 * self.options.seconds:.0f} s"
        return self.problem(), None

    def problem(self):
        """Grown is what at its lowest in the last third is above its highest in the first."""
        warm = [memory for rounds, memory in self.taken if rounds >= WARM_UP]
        third = len(warm) // 3
        before, after = max(warm[:third]), min(warm[-third:])
        if after <= before + SLACK:
            return None
        return (f"grew from {before / 2**20:.1f} to {after / 2**20:.1f} MB between the rounds "
                f"{WARM_UP} and {self.rounds}")


def indented(source):
    """Moves each logical line to the right; what is inside of a string stays as it is."""
    inside = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.STRING:
            inside.update(range(token.start[0] + 1, token.end[0] + 1))
    lines = source.splitlines()
    return "\n".join(line if number in inside or not line.strip() else "        " + line
                     for number, line in enumerate(lines, 1))


def reason_against(path, script):
    if not script.is_test:
        return "others import it"
    if len(script.starts) > 1:
        return "it has several runs"
    if script.syntax_error:
        return "it does not compile"
    if "MemoryError" in script.path.read_text():
        return "it fills its heap"
    if script.is_large:
        return "it is large"
    return None


def repeat_script(path, options):
    """(problem, reason why it was not repeated), each None if there is none."""
    script = script_runner.Script(path)
    reason = reason_against(path, script)
    if reason:
        return None, reason
    source = path.read_text(encoding="utf-8")
    names = sorted(set(NAMED.findall(source)))
    text = LOOP
    for word, value in (("names", repr(names)), ("rounds", str(options.rounds + 1)),
                        ("step", str(STEP)), ("body", indented(source))):
        text = text.replace("{" + word + "}", value)
    with tempfile.TemporaryDirectory(prefix="flat-") as folder:
        file = pathlib.Path(folder) / path.name
        file.write_text(text, encoding="utf-8")
        return run_script(file, path, script, options)


def run_script(file, path, script, options):
    command = [options.binary, "--env-memory", MEMORY, "--libpath", str(path.parent),
               "--log-level", "error", *script.options, str(file)]
    process = subprocess.Popen(command, cwd=file.parent, stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, bufsize=0,
                               start_new_session=True)
    samples, lines = Samples(process.pid, options), []
    is_over, status = watch_rounds(process, samples, lines)
    if any(line.startswith("MemoryError") for line in lines):
        return f"MemoryError after {samples.rounds} rounds\n" + "".join(lines), None
    if not is_over and status != 0:
        return f"ended with {status} after {samples.rounds} rounds\n" + "".join(lines), None
    return samples.verdict()


def watch_rounds(process, samples, lines):
    """Whether the time was over, and the status; `lines` gets the last that it said. A round
    that takes longer than PATIENCE is a hang: it is killed, and its status says so."""
    rounds = re.compile(r"flat round (\d+)$")
    is_over = False
    watchdog = None
    for line in io.TextIOWrapper(process.stderr, errors="replace"):
        found = rounds.match(line)
        if not found:
            lines.append(line)
            del lines[:-20]
            continue
        if watchdog:
            watchdog.cancel()
        if not samples.take(int(found[1])):
            is_over = True
            process.kill()
            break
        if int(found[1]) % STEP == 0:
            process.stdin.write(b"\n")
        watchdog = threading.Timer(PATIENCE, process.kill)
        watchdog.start()
    if watchdog:
        watchdog.cancel()
    process.stdin.close()
    return is_over, process.wait()


def repeat_requests(path, options):
    test = http_runner.Test(path)
    if test.skip:
        return None, test.skip
    test.options += ["--env-memory", MEMORY, "--no-access-log"]
    test.logs = []  # Kept short, the log does not say all that it should.
    samples = []

    def after_round(number, site):
        if not samples:
            samples.append(Samples(site.process.pid, options))
        if any("MemoryError" in line for line in site.lines):
            return False
        del site.lines[:-100]
        return samples[0].take(number) and number < options.rounds

    problems = test.run(options.binary, 1, after_round)
    if problems:
        return "\n".join(problems)[:3000], None
    return samples[0].verdict()


def check(path, options):
    repeat = repeat_requests if path.suffix == ".http" else repeat_script
    return path, *repeat(path, options)


def main():
    parser = argparse.ArgumentParser(description="Repeats tests; memory must stay flat.")
    parser.add_argument("paths", nargs="+", metavar="FILE-OR-FOLDER")
    parser.add_argument("--binary", default=str(ROOT / "build/release/scriptling"))
    parser.add_argument("--rounds", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=20, help="for one file")
    parser.add_argument("--part", default="1/1", help="as in 3/40")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    files = []
    for path in map(pathlib.Path, options.paths):
        files += sorted(path.rglob("*.py")) + sorted(path.rglob("*.http")) if (
            path.is_dir()) else [path]
    first, step = map(int, options.part.split("/"))
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for path, problem, reason in pool.map(
                lambda file: check(file.resolve(), options), files[first - 1::step]):
            name = http_runner.shown(path)
            if reason:
                print(f"not repeated: {name}: {reason}")
                continue
            passed, failed = passed + (not problem), failed + bool(problem)
            if problem:
                text = problem.rstrip().replace("\n", "\n    ")
                print(f"FAILED {name}\n    {text}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
