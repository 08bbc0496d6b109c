#!/usr/bin/env python3
"""Times every program of tests/bench/programs under two or more interpreters.

    bench.py                      the release binary against python3
    bench.py old new              two binaries; the ratio says how much faster `new` is
    bench.py --only sort,fib      programs whose names contain one of these

Interpreters take turns, so that a machine that slows down slows all of them; the best
of several rounds counts. A time is believed only if every interpreter printed the same.
"""
import argparse
import math
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = pathlib.Path(__file__).resolve().parent / "programs"
# The one that Debian ships is built with profile feedback: the honest opponent.
PYTHON = "/usr/bin/python3" if pathlib.Path("/usr/bin/python3").exists() else sys.executable


def run(interpreter, program):
    """(seconds, what it printed)."""
    began = time.perf_counter()
    done = subprocess.run([interpreter, program], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:] or ["no message"]
        return seconds, f"status {done.returncode}: {last[0]}"
    return seconds, done.stdout


def measure(program, interpreters, rounds):
    """The best time of each interpreter, or a string that says why there is none."""
    best = [math.inf] * len(interpreters)
    answer = None
    for _ in range(rounds):
        for index, interpreter in enumerate(interpreters):
            seconds, printed = run(interpreter, program)
            answer = printed if answer is None else answer
            if printed != answer:
                return f"answers differ: {answer.strip()!r} and {printed.strip()!r}"
            best[index] = min(best[index], seconds)
    return best


def main():
    parser = argparse.ArgumentParser(description="Times the bench programs.")
    parser.add_argument("interpreters", nargs="*", help="the slower one first")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="comma-separated parts of names")
    options = parser.parse_args()
    interpreters = options.interpreters or [PYTHON, str(ROOT / "build/release/scriptling")]
    if len(interpreters) == 1:
        interpreters.insert(0, PYTHON)
    names = [pathlib.Path(path).name for path in interpreters]
    if len(set(names)) < len(names):
        names = interpreters

    print(f"{'program':20}" + "".join(f"{name[-14:]:>16}" for name in names) + "   ratio")
    ratios, failed = [], 0
    for program in sorted(PROGRAMS.glob("*.py")):
        if not any(part in program.stem for part in options.only.split(",")):
            continue
        best = measure(program, interpreters, options.rounds)
        if isinstance(best, str):
            failed += 1
            print(f"{program.stem:20}  {best[:160]}", flush=True)
            continue
        ratios.append(best[0] / best[-1])
        print(f"{program.stem:20}" + "".join(f"{time * 1000:13.0f} ms" for time in best)
              + f"{ratios[-1]:8.2f}", flush=True)
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        print(f"{'geometric mean':20}" + " " * 16 * len(names) + f"{mean:8.2f}")
        print(f"{names[-1]} is {mean:.2f} times as fast as {names[0]} on the whole; "
              f"slower on {sum(ratio < 1 for ratio in ratios)} of {len(ratios)}")
    return 1 if failed or not ratios else 0


if __name__ == "__main__":
    sys.exit(main())
