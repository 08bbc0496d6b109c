#!/usr/bin/env python3
"""Runs script tests: every script several ways, each with the same outcome.

A script says in comments what it expects; tests/README.md lists the words. The ways are
plain, a slice of one instruction, a collection at every allocation, and, for scripts
below a folder named runtime, one worker thread and four.

    script_runner.py [--binary PATH] [--ways plain,slice] FILE-OR-FOLDER...
    script_runner.py --python FILE-OR-FOLDER...    python3 must agree with the script

The last line is `N passed, N failed`; the status is 0 when nothing failed.
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WAYS = {
    "plain": [],
    "slice": ["--test-slice=1"],
    "collect": ["--test-collect"],
    "threads1": ["--threads", "1"],
    "threads4": ["--threads", "4"],
}
SLOW_WAYS = {"slice": 4, "collect": 4}  # They may take this many times as long.


class Script:
    """A test file and what its comments say."""

    def __init__(self, path):
        self.path = path
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.starts = [0]  # Index of the first line of each run.
        self.expected = [[]]  # For each run, the lines of its output.
        self.error = None  # (line, message) of the last run's uncaught exception.
        self.syntax_error = None  # (line, column or None, message)
        self.exit = None
        self.skip = self.python_differs = self.is_large = None
        self.is_test = True
        self.timeout = 5.0
        self.options = []
        self.says_nothing = True
        for index, line in enumerate(self.lines):
            for comment in re.findall(r"# ((?:expect|restart|skip:|nontest|timeout:|options:"
                                      r"|python differs:|large:).*)", line):
                self.read_comment(comment.rstrip(), index)
        kept = path.with_suffix(".out")
        self.is_long = kept.exists()
        if self.is_long:
            if not self.says_nothing:
                sys.exit(f"{path}: expectations belong in the script or in {kept.name}, not in both")
            self.expected[0] = kept.read_text(encoding="utf-8").splitlines()
            self.says_nothing = False

    def read_comment(self, comment, index):
        word, _, text = comment.partition(":")
        text = text[1:] if text.startswith(" ") else text
        syntax = re.fullmatch(r"expect syntax error(?: @(\d+))?", word)
        if word == "expect":
            self.expected[-1].append(text)
        elif word == "expect error":
            self.error = (index + 1, text)
        elif syntax:
            column = int(syntax[1]) if syntax[1] else None
            self.syntax_error = (index + 1, column, text)
        elif word == "expect exit":
            self.exit = int(text)
        elif comment == "restart":
            self.starts.append(index)
            self.expected.append([])
        elif word == "skip":
            self.skip = text
        elif comment == "nontest":
            self.is_test = False
        elif word == "timeout":
            self.timeout = float(text)
        elif word == "options":
            self.options = shlex.split(text)
        elif word == "python differs":
            self.python_differs = text
        elif word == "large":
            self.is_large = text
        else:
            return
        self.says_nothing &= not word.startswith("expect")

    def runs(self, folder):
        """The file to run for each run; line numbers stay those of the script."""
        if len(self.starts) == 1:
            return [self.path]
        files = []
        for number, start in enumerate(self.starts):
            end = (self.starts + [len(self.lines)])[number + 1]
            file = pathlib.Path(folder) / f"run{number + 1}_{self.path.name}"
            file.write_text("\n" * start + "\n".join(self.lines[start:end]) + "\n",
                            encoding="utf-8")
            files.append(file)
        return files


class Outcome:
    """What one process left behind."""

    def __init__(self, command, cwd, timeout, env=None):
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   start_new_session=True)
        self.timed_out = False
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.timed_out = True
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
        self.seconds = time.monotonic() - began
        self.status = process.returncode
        self.out = out.decode("utf-8", "replace")
        self.err = err.decode("utf-8", "replace")

    def tracebacks(self, file):
        """(line, message) of every traceback: the innermost line within `file`."""
        found, frames, inside = [], [], False
        for line in self.err.splitlines():
            frame = re.match(r'\s*File "(.*)", line (\d+)', line)
            if line.startswith("Traceback (most recent call last)"):
                frames, inside = [], True
            elif inside and frame:
                frames.append((frame[1], int(frame[2])))
            elif inside and line and not line[0].isspace():
                own = [number for name, number in frames
                       if os.path.basename(name) == os.path.basename(file)]
                found.append((own or [number for _, number in frames] or [0], line))
                inside = False
        return [(numbers[-1], message) for numbers, message in found]

    def syntax_error(self):
        """(line, column or None, message) of a report of a syntax error, or None."""
        lines = self.err.splitlines()
        for index in range(len(lines) - 1, -1, -1):
            if re.match(r"(SyntaxError|IndentationError|TabError)\b", lines[index]):
                break
        else:
            return None
        number = column = None
        for above in range(index - 1, -1, -1):
            frame = re.match(r'\s*File "(.*)", line (\d+)', lines[above])
            if frame:
                number = int(frame[2])
                break
            caret = re.match(r"(\s*)\^", lines[above])
            if caret:
                column = len(caret[1]) - 4 + 1  # The source line is shown four in.
        return number, column, lines[index]


def same_message(line, expected):
    """The whole last line of a traceback, or all of it after the class."""
    return expected == line or expected == line.partition(": ")[2]


def compare_lines(expected, printed):
    if [line.rstrip() for line in expected] == [line.rstrip() for line in printed]:
        return None
    return "\n".join(difflib.unified_diff(expected, printed, "expected", "printed",
                                          lineterm="", n=2))


def judge(script, number, file, outcome, classes_only=False):
    """What is wrong with the outcome of run `number`; None when nothing is."""
    if outcome.timed_out:
        return f"still running after {outcome.seconds:.1f} s"
    problem = None
    if not script.says_nothing:
        problem = compare_lines(script.expected[number], outcome.out.splitlines())
    last = number == len(script.starts) - 1
    status = 0
    if last and script.error:
        status = 1
        problem = problem or judge_error(script, file, outcome, classes_only)
    elif last and script.syntax_error:
        status = 1
        problem = problem or judge_syntax_error(script, outcome, classes_only)
    if last and script.exit is not None:
        status = script.exit
    if outcome.status != status:
        problem = (problem + "\n" if problem else "") + (
            f"ended with status {outcome.status}, not {status}")
    if problem and outcome.err.strip():
        problem += "\nstandard error:\n" + "\n".join(outcome.err.splitlines()[-30:])
    return problem


def judge_error(script, file, outcome, classes_only):
    line, message = script.error
    tracebacks = outcome.tracebacks(str(file))
    if classes_only and re.match(r"[\w.]+(: |$)", message):
        kind = message.partition(":")[0]
        if any(text.partition(":")[0] == kind for _, text in tracebacks):
            return None
    for number, text in tracebacks:
        if same_message(text, message):
            return None if number == line else (
                f"the traceback blames line {number}, the script line {line}")
    seen = "; ".join(text for _, text in tracebacks) or "no exception"
    return f"expected error: {message}\n           seen: {seen}"


def judge_syntax_error(script, outcome, classes_only):
    line, column, message = script.syntax_error
    seen = outcome.syntax_error()
    if seen is None:
        return f"expected syntax error: {message}\nseen: none"
    if not classes_only and not same_message(seen[2], message):
        return f"expected syntax error: {message}\n                  seen: {seen[2]}"
    if seen[0] != line:
        return f"the report blames line {seen[0]}, the script line {line}"
    if column is not None and not classes_only:
        text = script.lines[line - 1]
        at = (seen[1] or 0) + len(text) - len(text.lstrip())
        if at != column:
            return f"the report blames column {at}, the script column {column}"
    return None


def run_one_way(script, command, scale, env=None):
    """Runs all runs of a script; returns (problem or None, everything printed)."""
    with tempfile.TemporaryDirectory(prefix="script-") as folder:
        files = script.runs(folder)
        if len(files) > 1:
            command = command + ["--kv-storage", folder + "/kv",
                                 "--libpath", str(script.path.parent)]
        printed = ""
        for number, file in enumerate(files):
            outcome = Outcome(command + [str(file)], folder, script.timeout * scale, env)
            printed += outcome.out
            problem = judge(script, number, file, outcome)
            if problem:
                return problem, printed
        return None, printed


def check_script(script, options):
    """Runs a script every way that applies; returns a list of (way, problem)."""
    ways = [way for way in options.ways if way in ("plain", "slice", "collect")
            or "runtime" in script.path.parent.parts]
    if script.is_long or script.is_large:
        ways = [way for way in ways if way != "collect"]  # It takes minutes.
    problems, first = [], None
    for way in ways:
        command = [options.binary] + WAYS[way] + script.options
        scale = options.scale * SLOW_WAYS.get(way, 1)
        problem, printed = run_one_way(script, command, scale)
        if problem is None and first is not None and printed != first:
            problem = "prints something else than before\n" + (
                compare_lines(first.splitlines(), printed.splitlines()) or "")
        first = printed if first is None else first
        if problem:
            problems.append((way, problem))
    return problems


def check_python(script, options):
    """python3 must do what the script expects, and what the binary does, if it is there."""
    env = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
    with tempfile.TemporaryDirectory(prefix="script-") as folder:
        oracle = Outcome([sys.executable, str(script.path)], folder, script.timeout, env)
        problem = judge(script, 0, script.path, oracle, classes_only=True)
        if problem is None and os.path.exists(options.binary):
            ours = Outcome([options.binary] + script.options + [str(script.path)], folder,
                           script.timeout * options.scale)
            problem = compare_lines(oracle.out.splitlines(), ours.out.splitlines())
            theirs = [text.partition(":")[0] for _, text in oracle.tracebacks("")]
            raised = [text.partition(":")[0] for _, text in ours.tracebacks("")]
            if problem is None and theirs[-1:] != raised[-1:]:
                problem = f"python3 raises {theirs[-1:]}, ours {raised[-1:]}"
    return [("python", problem)] if problem else []


def for_python(script):
    return (not script.python_differs and len(script.starts) == 1 and not script.options
            and not any(re.match(r"\s*(import|from) scriptling", line)
                        for line in script.lines))


def find_scripts(paths):
    for path in map(pathlib.Path, paths):
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        for file in files:
            script = Script(file.resolve())
            if script.is_test and "import scriptling" in "\n".join(script.lines[:40]):
                # A site's setup script or handlers are no test of their own.
                script.is_test = not (file.parent / "setup.py").exists()
            if script.is_test:
                yield script


def shown(path):
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


class Progress:
    """One line that counts up on a terminal; now and then a line elsewhere."""

    def __init__(self, total):
        self.total, self.done, self.failed = total, 0, 0
        self.last = time.monotonic()
        self.lock = threading.Lock()

    def report(self, script, problems):
        with self.lock:
            self.done += 1
            self.failed += bool(problems)
            for way, problem in problems:
                text = problem.replace("\n", "\n    ")
                self.clear()
                print(f"FAILED {shown(script.path)} ({way})\n    {text}", flush=True)
            if sys.stdout.isatty():
                print(f"\rscripts {self.done}/{self.total}", end="", flush=True)
            elif time.monotonic() - self.last > 10:
                self.last = time.monotonic()
                print(f"scripts {self.done}/{self.total}", flush=True)

    def clear(self):
        if sys.stdout.isatty():
            print("\r\033[K", end="")


def main():
    parser = argparse.ArgumentParser(description="Runs script tests.")
    parser.add_argument("paths", nargs="+", metavar="FILE-OR-FOLDER")
    parser.add_argument("--binary", default=str(ROOT / "build/release/scriptling"))
    parser.add_argument("--ways", type=lambda text: text.split(","), default=list(WAYS),
                        help="comma-separated, of: " + ", ".join(WAYS))
    parser.add_argument("--scale", type=float, default=1, help="of every timeout")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--python", action="store_true", help="compare with python3")
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    unknown = set(options.ways) - set(WAYS)
    if unknown:
        parser.error("no such way: " + ", ".join(sorted(unknown)))

    scripts = list(find_scripts(options.paths))
    skipped = [script for script in scripts if script.skip]
    scripts = [script for script in scripts if not script.skip]
    if options.python:
        scripts = [script for script in scripts if for_python(script)]
    elif not os.path.exists(options.binary):
        parser.error(f"{options.binary} is not there; ./dev build makes it")
    check = check_python if options.python else check_script
    progress = Progress(len(scripts))
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        futures = {pool.submit(check, script, options): script for script in scripts}
        for future in concurrent.futures.as_completed(futures):
            progress.report(futures[future], future.result())
    progress.clear()
    for script in skipped:
        print(f"skipped {shown(script.path)}: {script.skip}")
    print(f"{progress.total - progress.failed} passed, {progress.failed} failed")
    return 1 if progress.failed else 0


if __name__ == "__main__":
    sys.exit(main())
